//! Heads of HTTP requests.
#![no_main]

use kenspeckle_fuzz::Heads;

thread_local! {
    static HEADS: Heads = Heads::new();
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    HEADS.with(|heads| heads.read(bytes));
});
