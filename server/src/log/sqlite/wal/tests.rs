//! The bits of a small log, and its end torn in many ways.

#![allow(clippy::unwrap_used)]

use std::fs;

use rusqlite::Connection;

use super::beside;
use super::frames::{End, FRAME_HEADER, Frames, HEADER};

const PAGE: usize = 512;
const SIZE: usize = FRAME_HEADER + PAGE;

/// A write-ahead log of some transactions of several pages each, in a new file or over an older one.
struct Log {
    bytes: Vec<u8>,
    /// Where the last transaction begins.
    last: usize,
    /// What stood there before it.
    under: Vec<u8>,
}

impl Log {
    fn new(over_an_older_one: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let connection = Connection::open(&file).unwrap();
        connection
            .execute_batch(
                "PRAGMA page_size = 512; PRAGMA journal_mode = WAL;
                 PRAGMA wal_autocheckpoint = 0; CREATE TABLE words (word TEXT)",
            )
            .unwrap();
        let write = |length: usize| {
            let word = "ab".repeat(length);
            connection.execute("INSERT INTO words VALUES (?1)", [word]).unwrap();
            fs::read(beside(&file)).unwrap()
        };
        if over_an_older_one {
            (0..8).for_each(|_| drop(write(300)));
            connection.query_row("PRAGMA wal_checkpoint", [], |_| Ok(())).unwrap();
        }
        (0..3).for_each(|_| drop(write(400)));
        let under = write(400);
        let bytes = write(700);
        let (before, last) = (newest(&under), newest(&bytes));
        assert!(last >= before + 3 * SIZE, "it has several frames");
        assert_eq!(bytes.len() > last, over_an_older_one);
        Self { bytes, last: before, under }
    }
}

fn read(bytes: Vec<u8>) -> (End, Vec<u8>) {
    let mut log = Frames::of(bytes);
    (log.read(), log.bytes)
}

/// Where the newest log in the file ends.
fn newest(bytes: &[u8]) -> usize {
    let frames = bytes[HEADER..].chunks_exact(SIZE);
    HEADER + frames.take_while(|frame| frame[8..16] == bytes[16..24]).count() * SIZE
}

/// Every bit of the headers, and of the pages one in seven.
#[test]
fn r8_6_each_bit_that_flips_is_turned_back_or_reported() {
    let log = Log::new(false);
    let (mut back, mut reported, mut torn) = (0, 0, 0);
    let headers = |at: usize| at < HEADER || (at - HEADER) % SIZE < FRAME_HEADER;
    let bits = (0..log.bytes.len() * 8).filter(|bit| headers(bit / 8) || bit % 7 == 0);
    for (place, bit) in bits.map(|bit| (bit / 8, bit % 8)) {
        let mut bytes = log.bytes.clone();
        bytes[place] ^= 1 << bit;
        let (end, mended) = read(bytes);
        match end {
            End::Whole => {
                assert!(mended == log.bytes, "byte {place}, bit {bit}: something else");
                back += 1;
            }
            End::Spoilt { good } => {
                assert!(place >= HEADER && good == place - (place - HEADER) % SIZE);
                reported += 1;
            }
            End::Torn => {
                assert!(place >= log.last, "byte {place}, bit {bit}: lost in silence");
                torn += 1;
            }
        }
    }
    // The highest bits of a word look alike in the check sum.
    let other = reported + torn;
    assert!(back > 3 * other && reported > 0 && torn > 0, "{back} {reported} {torn}");
}

/// The last transaction torn in every way that pieces of some size allow.
#[test]
fn r8_1_what_a_power_cut_tore_is_never_taken_for_damage() {
    for over_an_older_one in [false, true] {
        let log = Log::new(over_an_older_one);
        let mut under = log.under.clone();
        under.resize(log.bytes.len(), 0);
        let end = newest(&log.bytes);
        let mut chance = 1_u64;
        for round in 0..5_000 {
            let piece = [1, 4, 8, 64, 512][round % 5];
            let mut bytes = under.clone();
            let mut at = log.last;
            while at < end {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                // Some rounds lose little, others much.
                let lost = (chance >> 33) % 64 < [1, 8, 32][round / 5 % 3];
                let piece = piece.min(end - at);
                if !lost {
                    bytes[at..at + piece].copy_from_slice(&log.bytes[at..at + piece]);
                }
                at += piece;
            }
            let (end, _) = read(bytes);
            assert!(!matches!(end, End::Spoilt { .. }), "round {round}: {end:?}");
        }
    }
}
