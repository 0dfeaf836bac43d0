"""What programs ask: one service, carried by plain HTTP, OpenAI's interface, MCP and Gradio."""
