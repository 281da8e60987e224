//! Stickers, their notes, activities and names.

use kenspeckle_shared::moderation::Standing::Waiting;
use serde_json::json;

use super::hall::Hall;

fn sticker(area: &str, note: &str) -> serde_json::Value {
    json!({ "do": "place", "kind": "lived", "place": { "area": area }, "note": note })
}

#[tokio::test]
async fn r6_3_notes_that_wait_are_in_no_byte_until_they_are_shown() {
    let mut hall = Hall::new(1).await;
    hall.lead(json!({ "do": "put_activity", "activity": { "id": "stickers", "kind": "stickers", "title": "Map", "approval": true, "state": "open" } })).await;
    hall.fall_asleep();
    let seq = hall.act(0, sticker("govan", "WAITING")).await;
    let other = hall.act(0, sticker("red-road", "FOREVER")).await;
    hall.absent(&["WAITING", "FOREVER"]).await;
    hall.present(&[&format!("{seq}"), &format!("{other}")]).await;
    let waking = hall.wake().await;
    assert!(!waking.contains("WAITING"), "{waking}");
    hall.lead(json!({ "do": "set_hidden", "seq": seq, "part": 1, "hidden": false })).await;
    hall.present(&["WAITING"]).await;
    hall.absent(&["FOREVER"]).await;
}

#[tokio::test]
async fn r6_3_hidden_notes_and_stickers_are_in_no_byte_afterwards() {
    let mut hall = Hall::new(1).await;
    hall.fall_asleep();
    let place = |lon: i32| json!({ "do": "place", "kind": "visited", "place": { "point": [lon, 5_586_300] }, "note": "STICKER" });
    let note = hall.act(0, sticker("govan", "NOTE")).await;
    let whole = hall.act(0, place(-425_600)).await;
    hall.present(&["NOTE", "STICKER"]).await;
    let why = json!({ "reason": "private", "words": "BECAUSE" });
    hall.lead(json!({ "do": "set_hidden", "seq": note, "part": 1, "hidden": true, "why": why }))
        .await;
    hall.lead(json!({ "do": "set_hidden", "seq": whole, "hidden": true, "why": why })).await;
    hall.mark();
    let waking = hall.wake().await;
    for word in ["NOTE", "STICKER", "BECAUSE"] {
        assert!(!waking.contains(word), "whoever comes back received {word}: {waking}");
    }
    // What its author writes in its place waits, and moving it does not show it.
    let mine = hall.authors[0].look(|mind| mind.card.stickers.clone());
    let change = |id| json!({ "do": "change", "sticker": id, "kind": "lived", "note": "AGAIN" });
    hall.act(0, change(mine[0].id)).await;
    let moved = json!({ "do": "change", "sticker": mine[1].id, "kind": "visited", "place": { "point": [-425_440, 5_586_300] }, "note": "MOVED" });
    hall.act(0, moved).await;
    hall.absent(&["NOTE", "STICKER", "BECAUSE", "AGAIN", "MOVED", "-425440"]).await;
    hall.authors[0].until("why", |mind| mind.heard.matches("BECAUSE").count() >= 2).await;
    hall.lead(json!({ "do": "set_hidden", "seq": whole, "hidden": false })).await;
    hall.present(&["MOVED"]).await;
}

#[tokio::test]
async fn r6_3_activities_that_are_hidden_or_left_out_are_in_no_byte() {
    let mut hall = Hall::new(0).await;
    let put = |state: &str, skipped: bool| {
        json!({ "do": "put_activity", "activity": { "id": "secret-step", "kind": "story", "title": "TITLE", "text": "TEXT",
            "notes": "NOTES", "area": "govan", "minutes": 7, "state": state, "skipped": skipped } })
    };
    hall.lead(put("hidden", false)).await;
    hall.lead(put("open", true)).await;
    hall.lead(json!({ "do": "move_activity", "activity": "secret-step", "before": "welcome" }))
        .await;
    hall.absent(&["TITLE", "TEXT", "NOTES", "\"secret-step\""]).await;
    hall.fall_asleep();
    hall.lead(put("closed", false)).await;
    hall.present(&["TITLE", "TEXT", "\"secret-step\""]).await;
    hall.absent(&["NOTES"]).await;
    hall.lead(json!({ "do": "set_activity_state", "activity": "secret-step", "state": "hidden" }))
        .await;
    hall.mark();
    hall.lead(json!({ "do": "set_quiet", "quiet": true })).await;
    hall.absent(&["TITLE", "TEXT", "NOTES", "\"secret-step\""]).await;
    let waking = hall.wake().await;
    assert!(!waking.contains("TITLE"), "{waking}");
    hall.lead(json!({ "do": "go_to", "activity": "secret-step" })).await;
    hall.present(&["TITLE"]).await;
    hall.absent(&["NOTES"]).await;
}

#[tokio::test]
async fn r6_3_names_are_in_no_byte_unless_their_owners_wish() {
    let mut hall = Hall::new(2).await;
    hall.act(0, json!({ "do": "set_name", "name": "SENGA" })).await;
    hall.act(1, json!({ "do": "set_name", "name": "AGNES" })).await;
    hall.absent(&["SENGA", "AGNES"]).await;
    hall.fall_asleep();
    hall.act(0, json!({ "do": "set_name", "name": "SENGA", "shown": true })).await;
    hall.present(&["SENGA"]).await;
    hall.act(0, json!({ "do": "set_name", "name": "SENGA" })).await;
    hall.mark();
    hall.act(1, sticker("govan", "")).await;
    hall.absent(&["SENGA", "AGNES"]).await;
    let waking = hall.wake().await;
    assert!(!waking.contains("SENGA"), "{waking}");
}

#[tokio::test]
async fn r6_3_names_that_are_hidden_or_wait_are_in_no_byte_afterwards() {
    let mut hall = Hall::new(2).await;
    hall.fall_asleep();
    let shown = |name: &str| json!({ "do": "set_name", "name": name, "shown": true });
    hall.act(0, shown("RUDE")).await;
    hall.act(1, shown("AGNES")).await;
    hall.present(&["RUDE", "AGNES"]).await;
    hall.raise_hand(0).await;
    hall.until_hands(r#"[{"number":1,"name":"RUDE","here":"room"}]"#).await;
    hall.mark();
    let guest = hall.handle_of("RUDE");
    let why = json!({ "reason": "hurtful", "words": "BECAUSE" });
    let hide = |hidden: bool| json!({ "do": "set_name_hidden", "guest": guest, "hidden": hidden, "why": why });
    hall.lead(hide(true)).await;
    hall.until_hands(r#"[{"number":1,"here":"room"}]"#).await;
    hall.present(&["AGNES", r#""deed":"hidden","to":"name","reason":"hurtful""#]).await;
    let secrets = ["RUDE", "BECAUSE", "JEAN", guest.as_str()];
    hall.absent(&secrets).await;
    let waking = hall.wake().await;
    for secret in secrets {
        assert!(!waking.contains(secret), "whoever comes back received {secret}: {waking}");
    }
    hall.authors[0].until("the reason", |mind| mind.heard.contains("BECAUSE")).await;
    // What its owner writes in its place waits, also when it was not shown for a while.
    hall.act(0, shown("RUDER")).await;
    hall.act(0, json!({ "do": "set_name", "name": "RUDER" })).await;
    hall.act(0, shown("JEAN")).await;
    hall.absent(&secrets).await;
    hall.authors[0].until("that it waits", |mind| mind.card.name_standing == Waiting).await;
    hall.lead(hide(false)).await;
    hall.until_hands(r#"[{"number":1,"name":"JEAN","here":"room"}]"#).await;
    hall.present(&["JEAN"]).await;
    hall.absent(&["RUDE", "BECAUSE", guest.as_str()]).await;
}
