"""An agent of llama-index with Footnote as its tool: it decides what to ask, and what it is told was quoted.

    python examples/agent.py articles/ http://127.0.0.1:8080/v1 qwen3 "Who signed it, and when?"

The model behind the address has to call functions; needs the extra ``openai``.
"""

from __future__ import annotations

import asyncio
import sys

from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.llms.function_calling import FunctionCallingLLM

from rag import Bot

PROMPT = "Answer from the tool alone. Keep its footnotes. Where it declines, say that the articles do not tell."


def agent_of(bot: Bot, llm: FunctionCallingLLM) -> FunctionAgent:
    """An agent that may ask the articles and knows nothing else."""

    async def ask_articles(question: str) -> str:
        """Answer one whole question from the articles, with exact quotations, or decline it."""
        return (await bot.aask(question)).to_markdown()

    return FunctionAgent(tools=[ask_articles], llm=llm, system_prompt=PROMPT)


async def main(folder: str, address: str, model: str, question: str) -> None:
    from llama_index.llms.openai_like import OpenAILike

    llm = OpenAILike(model=model, api_base=address, is_chat_model=True, is_function_calling_model=True)
    print(await agent_of(Bot.open(folder), llm).run(question))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
