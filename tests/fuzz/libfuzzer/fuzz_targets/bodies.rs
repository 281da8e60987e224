//! Bodies of HTTP requests.
#![no_main]

use std::sync::LazyLock;

use kenspeckle_fuzz::Bodies;

static BODIES: LazyLock<Bodies> = LazyLock::new(Bodies::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    BODIES.read(bytes);
});
