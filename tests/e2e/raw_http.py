# SPDX-License-Identifier: Apache-2.0
"""Requests byte by byte, for what no library sends."""
import http.client
import io
import json
import socket


def exchange(stack, request):
    """All that the server answers to these bytes, until it closes."""
    with socket.create_connection(("127.0.0.1", stack.port), timeout=20) as connection:
        connection.sendall(request)
        received = b""
        while True:
            try:
                chunk = connection.recv(65536)
            except ConnectionResetError:
                return received
            if not chunk:
                return received
            received += chunk


def request(method, target, *headers, body=b""):
    lines = [b"%s %s HTTP/1.1" % (method.encode(), target), b"Host: x", b"Connection: close", *headers]
    if body:
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


class Received:
    """What came, as http.client reads it."""

    def __init__(self, received):
        self.received = received

    def makefile(self, *_):
        return io.BytesIO(self.received)


def parse(received):
    """(status, headers, body) of the one answer that came."""
    assert received.count(b"HTTP/1.1 ") == 1, received[:500]
    answer = http.client.HTTPResponse(Received(received))
    answer.begin()
    return answer.status, answer.headers, answer.read()


def problem(received):
    status, headers, body = parse(received)
    assert headers["Content-Type"] == "application/problem+json", received
    return status, json.loads(body)
