//! What screens are told beside the board: how people stand, hands and signs.
#![allow(clippy::unwrap_used)]

mod edge;

use std::time::Duration;

use edge::{Screen, Server};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::ids::GuestId;
use serde_json::{Value, json};

async fn server() -> Server {
    Server::with(|timings| timings.presence = Duration::from_millis(10)).await
}

/// Reads what a screen is told until something fits.
async fn until(screen: &mut Screen, of: &str, fits: impl Fn(&Value) -> bool) -> Value {
    loop {
        let message = screen.hear(of).await;
        if fits(&message) {
            return message;
        }
    }
}

fn doing(busy: bool, unsent: u32) -> Value {
    json!({ "t": "doing", "busy": busy, "unsent": unsent })
}

#[tokio::test]
async fn r6_9_facilitators_learn_how_many_are_busy_or_hold_unsaved_work() {
    let server = server().await;
    let mut desk = server.screen(Role::Facilitator).await;
    let mut one = server.screen(Role::Participant).await;
    let mut other = server.screen(Role::Participant).await;
    one.say(&doing(true, 0)).await;
    other.say(&doing(false, 2)).await;
    let truth = until(&mut desk, "truth", |it| it["busy"] == 1 && it["unsent"] == 1).await;
    assert_eq!((&truth["joined"], &truth["lost"]), (&json!(2), &json!(0)));
    let placed = one.place("govan", "").await;
    assert_eq!(one.hear("ack").await["id"], placed);
    one.say(&doing(false, 0)).await;
    other.say(&doing(false, 0)).await;
    until(&mut desk, "truth", |it| it["placed"] == 1 && it["busy"] == 0 && it["unsent"] == 0).await;
}

#[tokio::test]
async fn r6_9_who_skipped_the_question_has_not_answered_it() {
    let server = server().await;
    let mut desk = server.screen(Role::Facilitator).await;
    let mut one = server.screen(Role::Participant).await;
    let mut other = server.screen(Role::Participant).await;
    let tea = |answer: Value| json!({ "do": "answer", "finder": "tea", "answer": answer });
    one.command(tea(json!({ "form": "skip" }))).await;
    one.hear("ack").await;
    other.command(tea(json!({ "form": "choice", "chosen": [ "tea" ] }))).await;
    assert_eq!(other.hear("ack").await["outcome"]["is"], "changed");
    other.place("govan", "").await;
    let truth = until(&mut desk, "truth", |it| it["placed"] == 1).await;
    assert_eq!(truth["answered"], 1);
}

#[tokio::test]
async fn r6_9_what_a_broken_line_left_unsaved_counts_until_its_owner_is_back() {
    let server = server().await;
    let mut desk = server.screen(Role::Facilitator).await;
    let token = server.token(Role::Participant).await;
    let mut phone = Screen::welcomed(server.address, &token).await;
    phone.say(&doing(true, 0)).await;
    until(&mut desk, "truth", |it| it["busy"] == 1).await;
    drop(phone);
    let fits = |it: &Value| it["lost"] == 1 && it["unsent"] == 1 && it["busy"] == 0;
    until(&mut desk, "truth", fits).await;
    let _back = Screen::welcomed(server.address, &token).await;
    until(&mut desk, "truth", |it| it["lost"] == 0 && it["unsent"] == 0).await;
}

#[tokio::test]
async fn r6_9_who_says_goodbye_is_not_lost() {
    let server = server().await;
    let mut desk = server.screen(Role::Facilitator).await;
    let mut phone = server.screen(Role::Participant).await;
    until(&mut desk, "truth", |it| it["joined"] == 1).await;
    phone.say(&doing(true, 0)).await;
    until(&mut desk, "truth", |it| it["busy"] == 1).await;
    phone.leave().await;
    let truth = until(&mut desk, "truth", |it| it["busy"] == 0).await;
    assert_eq!((&truth["lost"], &truth["unsent"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn r6_9_nobody_else_is_told_how_people_stand() {
    let server = server().await;
    let mut desk = server.screen(Role::Facilitator).await;
    let mut display = server.screen(Role::Display).await;
    let mut phone = server.screen(Role::Participant).await;
    phone.say(&doing(true, 3)).await;
    until(&mut desk, "truth", |it| it["unsent"] == 1).await;
    phone.say(&json!({ "t": "hand", "up": true })).await;
    for screen in [&mut display, &mut phone] {
        let heard = screen.all_until("signs").await;
        assert!(heard.iter().all(|message| message["t"] != "truth"), "{heard:?}");
    }
}

#[tokio::test]
async fn r6_10_hands_are_seen_by_all_in_order_and_named_only_by_wish() {
    let server = server().await;
    let mut display = server.screen(Role::Display).await;
    let mut desk = server.screen(Role::Facilitator).await;
    let mut near = server.screen(Role::Participant).await;
    near.command(json!({ "do": "set_name", "name": "Hidden", "shown": false })).await;
    near.hear("ack").await;
    near.say(&json!({ "t": "hand", "up": true })).await;
    until(&mut display, "signs", |it| it["hands"].as_array().unwrap().len() == 1).await;
    let token = server.token(Role::Participant).await;
    let hello = json!({ "token": token, "rev": 0, "here": "remote" });
    let mut far = Screen::with(server.address, hello).await;
    far.command(json!({ "do": "set_name", "name": "Ali", "shown": true })).await;
    far.hear("ack").await;
    far.say(&json!({ "t": "hand", "up": true })).await;
    let both = |it: &Value| it["hands"].as_array().unwrap().len() == 2;
    let seen = until(&mut display, "signs", both).await;
    assert_eq!(seen["hands"][0], json!({ "number": 1, "here": "room" }));
    assert_eq!(seen["hands"][1], json!({ "number": 2, "name": "Ali", "here": "remote" }));
    assert_eq!(seen.get("mine"), None);
    assert_eq!(until(&mut near, "signs", both).await["mine"], 1);
    desk.say(&json!({ "t": "lower_hand", "number": 1 })).await;
    let left = until(&mut near, "signs", |it| it.get("mine").is_none()).await;
    assert_eq!(left["hands"].as_array().unwrap().len(), 1);
    far.say(&json!({ "t": "hand", "up": false })).await;
    until(&mut display, "signs", |it| it["hands"] == json!([])).await;
}

#[tokio::test]
async fn r6_10_a_name_that_is_no_longer_in_the_list_leaves_its_hand() {
    let server = server().await;
    let mut display = server.screen(Role::Display).await;
    let mut desk = server.screen(Role::Facilitator).await;
    let (token, actor) = server.invite(Role::Participant).await;
    let mut phone = Screen::welcomed(server.address, &token).await;
    phone.say(&json!({ "t": "hand", "up": true })).await;
    let guest = GuestId::of(actor.id);
    let hide = |hidden| json!({ "do": "set_name_hidden", "guest": guest, "hidden": hidden });
    let name = |shown| json!({ "do": "set_name", "name": "Rude", "shown": shown });
    let named = json!([{ "number": 1, "name": "Rude", "here": "room" }]);
    let nameless = json!([{ "number": 1, "here": "room" }]);
    until(&mut display, "signs", |it| it["hands"] == nameless).await;
    for (by_desk, command, hands) in [
        (false, name(true), &named),
        (true, hide(true), &nameless),
        (true, hide(false), &named),
        (false, name(false), &nameless),
        (false, name(true), &named),
        (false, json!({ "do": "erase" }), &nameless),
    ] {
        let asking = if by_desk { &mut desk } else { &mut phone };
        asking.command(command).await;
        until(&mut display, "signs", |it| it["hands"] == *hands).await;
        assert_eq!(server.screen(Role::Participant).await.welcome["signs"]["hands"], *hands);
    }
}

#[tokio::test]
async fn r6_11_signs_are_counted_for_all_but_not_while_it_is_quiet() {
    let server = server().await;
    let mut desk = server.screen(Role::Facilitator).await;
    let mut display = server.screen(Role::Display).await;
    let mut phone = server.screen(Role::Participant).await;
    let mut other = server.screen(Role::Participant).await;
    phone.say(&json!({ "t": "show", "sign": "clap" })).await;
    // A finger that drums.
    phone.say(&json!({ "t": "show", "sign": "heart" })).await;
    until(&mut display, "signs", |it| it["sent"] == json!({ "clap": 1 })).await;
    desk.command(json!({ "do": "set_quiet", "quiet": true })).await;
    desk.hear("ack").await;
    other.say(&json!({ "t": "show", "sign": "laugh" })).await;
    other.say(&json!({ "t": "hand", "up": true })).await;
    let seen = until(&mut display, "signs", |it| it["hands"] != json!([])).await;
    assert_eq!(seen["sent"], json!({ "clap": 1 }));
    let late = server.screen(Role::Participant).await;
    assert_eq!(late.welcome["signs"]["sent"], json!({ "clap": 1 }));
}

#[tokio::test]
async fn r6_12_asides_of_another_role_end_the_connection() {
    let server = server().await;
    let asides = [
        doing(false, 0),
        json!({ "t": "hand", "up": true }),
        json!({ "t": "show", "sign": "clap" }),
        json!({ "t": "lower_hand", "number": 1 }),
    ];
    for role in [Role::Participant, Role::Facilitator, Role::Display] {
        for aside in &asides {
            let mut screen = server.screen(role).await;
            screen.say(aside).await;
            let allowed = match role {
                Role::Participant => aside["t"] != "lower_hand",
                Role::Facilitator => aside["t"] == "lower_hand",
                _ => false,
            };
            if !allowed {
                assert_eq!(screen.closed().await, (4400, "bad_message".to_owned()));
                continue;
            }
            let command = match role {
                Role::Participant => json!({ "do": "note_consent" }),
                _ => json!({ "do": "set_quiet", "quiet": true }),
            };
            let id = screen.command(command).await;
            assert_eq!(screen.hear("ack").await["id"], id);
        }
    }
}
