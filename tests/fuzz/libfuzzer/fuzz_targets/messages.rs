//! Messages of the WebSocket protocol.
#![no_main]

use std::sync::LazyLock;

use kenspeckle_fuzz::Reader;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    READER.read(bytes);
});
