# SPDX-License-Identifier: Apache-2.0
"""bc-api's own server with the routes of tests/stub, behind the same nginx under /stub/."""
from stub import StubApi

DATABASE = "billing"
UPSTREAM = """	upstream bench_stub {
		server unix:@SOCKET@;
		keepalive 64;
	}"""
LOCATION = """location /stub/ {
	include "@CONF@/fastcgi.conf";
	fastcgi_pass bench_stub;
}"""


class StubServer:
    def __init__(self, rig):
        self.stub = StubApi(rig.stack, DATABASE)
        rig.ends.callback(self.end)
        rig.add_to_nginx(UPSTREAM.replace("@SOCKET@", str(self.stub.folder / "fast.sock")), LOCATION)

    def end(self):
        status, said = self.stub.stop()
        assert status == 0, said[-2000:]
