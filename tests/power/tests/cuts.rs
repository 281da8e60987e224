//! Two thousand cuts of one recording, or as many as fit.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use kenspeckle_power::record::{Recording, missing};
use kenspeckle_power::run::{Outcome, Played};
use kenspeckle_tests::{announce, chosen_seed};

const CUTS: u64 = 2_000;
/// What a busy machine has not judged by then is left: `cargo xtask power` takes what it needs.
const TIME: Duration = Duration::from_secs(180);
/// With a sync left out, one cut in a few shows it.
const BLIND: u64 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r8_1_what_was_told_outlives_a_power_cut_at_any_instant() {
    assert_eq!(missing(), None);
    let mut recording = Recording::make().await;
    let cut = move || {
        let played = Played::of(&recording);
        let seed = chosen_seed();
        let outcome = played.cut(seed, CUTS, TIME);
        announce(&format!("power: {}; {outcome}", played.words()));
        let kept = outcome.bad.is_some().then(|| recording.keep().to_owned());
        let Outcome { bad, .. } = outcome;
        assert_eq!(
            bad, None,
            "replay it: cargo xtask power --recording {kept:?} --seed {seed} --cut …"
        );
        assert!(outcome.cuts >= BLIND, "too few cuts to mean anything");
        played
    };
    let played = tokio::task::spawn_blocking(cut);
    let played = played.await.unwrap();
    let blind = move || {
        the_judge_is_not_blind(&played);
    };
    tokio::task::spawn_blocking(blind).await.unwrap();
}

/// The same recording on a disk that lies about what was synced: the log's syncs, that of the
/// folder around the data folder, and those of the keys.
fn the_judge_is_not_blind(played: &Played) {
    let keys = "/data/kenspeckle-keys.db";
    for lie in ["/data/kenspeckle.db-wal", "", keys, &format!("{keys}-journal")] {
        let bad = played.deaf_to_syncs_of(lie).cut(1, BLIND, TIME).bad;
        eprintln!("without the syncs of '{lie}': {bad:?}");
        assert!(bad.is_some(), "{lie}");
    }
}
