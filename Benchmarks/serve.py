"""Serves the files of a folder over HTTP/1.1 on loopback, from memory; prints its port."""

import asyncio
import sys
from pathlib import Path

ANSWERS = {
    f"/{file.name}".encode(): b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
    b"ETag: \"1\"\r\nContent-Length: %d\r\n\r\n%b" % (file.stat().st_size, file.read_bytes())
    for file in Path(sys.argv[1]).iterdir()
}
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


async def answer(reader, writer):
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            writer.write(ANSWERS.get(head.split(b" ", 2)[1], MISSING))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
