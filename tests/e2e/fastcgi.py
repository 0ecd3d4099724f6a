# SPDX-License-Identifier: Apache-2.0
"""A small FastCGI client that keeps its connections, to sit where nginx sits."""
import socket
import struct

BEGIN, END, PARAMS, STDIN, STDOUT, STDERR = 1, 3, 4, 5, 6, 7
RESPONDER, KEEP_CONNECTION = 1, 1


def record(kind, content=b""):
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), 0) + content


def length(value):
    return struct.pack(">B", len(value)) if len(value) < 128 else struct.pack(">I", len(value) | 1 << 31)


def pairs(params):
    encoded = [(name.encode(), value.encode()) for name, value in params.items()]
    return b"".join(length(name) + length(value) + name + value for name, value in encoded)


class FastcgiConnection:
    """One kept connection to a socket of bc-api."""

    def __init__(self, path, seconds=10):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(seconds)
        self.socket.connect(str(path))
        self.stream = self.socket.makefile("rb")

    def close(self):
        self.stream.close()
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def request(self, method, path, body=b"", **params):
        """(status, headers and body) of one request on the kept connection."""
        self.send(method, path, body, **params)
        return self.receive()

    def send(self, method, path, body=b"", **params):
        names = {
            "REQUEST_METHOD": method, "REQUEST_URI": path, "SCRIPT_NAME": path, "DOCUMENT_URI": path,
            "QUERY_STRING": "", "CONTENT_LENGTH": str(len(body)) if body else "",
            "CONTENT_TYPE": "application/json" if body else "", "REQUEST_ID": "e2e",
            "SERVER_PROTOCOL": "HTTP/1.1", **params,
        }
        begin = record(BEGIN, struct.pack(">HB5x", RESPONDER, KEEP_CONNECTION))
        chunks = [record(STDIN, body[at:at + 65_000]) for at in range(0, len(body), 65_000)]
        self.socket.sendall(begin + record(PARAMS, pairs(names)) + record(PARAMS) + b"".join(chunks) + record(STDIN))

    def receive(self):
        answer = b""
        while True:
            kind, content = self.read_record()
            if kind == STDOUT:
                answer += content
            elif kind == END:
                break
        head, _, _ = answer.partition(b"\r\n\r\n")
        first = head.split(b"\r\n")[0].decode()
        status = int(first.split()[1]) if first.lower().startswith("status:") else 200
        return status, answer

    def read_record(self):
        header = self.stream.read(8)
        if len(header) < 8:
            raise ConnectionError("bc-api closed the connection")
        _, kind, _, size, padding = struct.unpack(">BBHHBx", header)
        content = self.stream.read(size)
        self.stream.read(padding)
        return kind, content
