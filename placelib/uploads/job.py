"""A reading that goes on beside its caller, who can wait for it a moment at a time or stop it."""

from __future__ import annotations

import threading

from placelib.uploads.process import Child, read_upload
from placelib.uploads.reading import Answers, Reading
from placelib.uploads.register import JsonRegister


class ReadingJob:
    """Reads an upload in a thread of its own, which only waits for the child process.

    ``child`` is that process, None until it has started.
    """

    def __init__(self, name: str, data: bytes, answers: Answers, register: JsonRegister) -> None:
        """Start reading at once; the arguments are those of read_upload."""
        self.child: Child | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._ended = threading.Event()
        threading.Thread(
            target=self._read, args=(name, data, answers, register), daemon=True
        ).start()

    def wait(self, seconds: float) -> Reading | None:
        """The reading, None when it takes longer than that.

        Raises RuntimeError when the thread ended without one, which no file can bring about.
        """
        if not self._ended.wait(seconds):
            return None
        if self._reading is None:
            raise RuntimeError("the reading ended without an answer")
        return self._reading

    def stop(self) -> None:
        """End the child process, or keep it from starting; what it would have said is dropped."""
        with self._lock:
            self._stopped = True
            if self.child is not None:
                self.child.kill()

    def _read(self, name: str, data: bytes, answers: Answers, register: JsonRegister) -> None:
        try:
            self._reading = read_upload(name, data, answers, register, self._started)
        finally:
            self._ended.set()

    def _started(self, child: Child) -> None:
        with self._lock:
            self.child = child
            if self._stopped:
                child.kill()
