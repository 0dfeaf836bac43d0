"""How the page looks: Gradio's own parts in the page's colours and in fonts that every machine has."""

from __future__ import annotations

from ui.local_gradio import gr

_SANS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"]
_MONO = ["ui-monospace", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono", "Liberation Mono", "monospace"]
_RUBRIC = gr.themes.Color(
    name="rubric", c50="#fbf3f0", c100="#f6e3dd", c200="#ecc7bc", c300="#e2a392", c400="#d67a63", c500="#b8442e",
    c600="#9b2c1f", c700="#7f2319", c800="#631b13", c900="#48130d", c950="#2f0c08",
)  # fmt: skip
_PAPER = gr.themes.Color(
    name="paper", c50="#fdfcf9", c100="#f7f4ed", c200="#eae5d9", c300="#d8d1c2", c400="#a39b8c", c500="#766e61",
    c600="#5e574c", c700="#3d3933", c800="#262320", c900="#1c1a18", c950="#141312",
)  # fmt: skip


def theme() -> gr.themes.Base:
    """Paper and ink with one accent, light and dark."""
    base = gr.themes.Base(
        primary_hue=_RUBRIC, secondary_hue=_PAPER, neutral_hue=_PAPER, font=_SANS, font_mono=_MONO, radius_size="sm"
    )
    return base.set(
        body_background_fill="*neutral_100",
        body_background_fill_dark="*neutral_950",
        body_text_color="#24211d",
        body_text_color_dark="#e9e4da",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        background_fill_primary="*neutral_50",
        background_fill_primary_dark="*neutral_900",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        block_shadow="none",
        input_background_fill="*neutral_50",
        input_background_fill_dark="*neutral_900",
        input_border_color="*neutral_300",
        input_border_color_dark="*neutral_700",
        input_border_color_focus="*primary_600",
        input_border_color_focus_dark="*primary_400",
        color_accent="*primary_600",
        link_text_color="*primary_600",
        link_text_color_dark="*primary_300",
    )
