//! Each role asks for its own things only (rule 4.6).

use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_tests::{Answer, Client, Server, command, examples};
use serde_json::json;

use super::everybody_goes_on;

/// The page's commands, each as often as it is shown there.
fn all_commands() -> Vec<Command> {
    let shown = examples("client").into_iter().filter(|one| one.value["t"] == "command");
    let commands: Vec<_> = shown.map(|one| command(one.value["command"].clone())).collect();
    assert!(commands.len() >= 12);
    commands
}

/// How a board stands: the length of its log, and what each audience can fetch of it, with rev
/// and digest, byte for byte.
async fn stands(server: &Server) -> (u64, [String; 2]) {
    let fetch = async |bearer| server.http().get("/api/snapshot", Some(bearer)).await.text();
    let shown = [fetch(&server.display).await, fetch(&server.facilitator).await];
    (server.data.log_at_work().last(), shown)
}

#[tokio::test]
async fn r4_6_what_a_role_may_not_do_is_refused_with_wrong_role() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let phone = server.http().join(&server.code).await.token;
    let tokens = [
        (Role::Display, &server.display),
        (Role::Participant, &phone),
        (Role::Facilitator, &server.facilitator),
    ];
    for (role, token) in tokens {
        let client = Client::open(server.address, token).await;
        let before = stands(&server).await;
        for theirs in all_commands().into_iter().filter(|command| command.asked_by() != role) {
            let text = format!("{role:?} {theirs:?}");
            let answer = client.do_it(theirs).await;
            assert_eq!(answer, Answer::Refused(RefusalCode::WrongRole), "{text}");
        }
        assert_eq!(stands(&server).await, before, "neither log nor board has anything of it");
        everybody_goes_on(&server, &watcher).await;
    }
}

#[tokio::test]
async fn r4_6_a_facilitator_of_one_board_has_no_say_on_another() {
    let server = Server::fresh().await;
    let made = server.http().post("/api/boards", Some(&server.facilitator), &json!({})).await;
    let made: kenspeckle_shared::wire::Created = made.json();
    let other = made.facilitator_url.rsplit_once('#').unwrap().1.to_owned();
    let theirs = Client::open(server.address, &other).await;
    theirs.do_it(command(json!({ "do": "set_locked", "locked": true }))).await;
    let here = Client::join(server.address, &server.code).await;
    let there = Client::join(server.address, &made.links.join_code).await;
    let id = CommandId::now_v7();
    for (client, expected) in [(&here, true), (&there, false)] {
        client.ask_as(id, kenspeckle_tests::place_in("govan"));
        let put = matches!(client.answer(id).await, Answer::Changed(_));
        assert_eq!(put, expected);
    }
    assert!(there.board().stickers.is_empty() && !here.board().locked);
}

#[tokio::test]
async fn r2_7_links_are_for_facilitators() {
    use kenspeckle_shared::wire::ProblemCode;
    let server = Server::fresh().await;
    let phone = server.http().join(&server.code).await.token;
    for path in ["/api/boards", "/api/links"] {
        for token in [&phone, &server.display] {
            let reply = server.http().post(path, Some(token), &json!({})).await;
            assert_eq!(reply.problem(), ProblemCode::WrongRole, "{path}");
        }
        for bearer in [None, Some("AAAAAAAAAAAAAAAAAAAAAA"), Some(server.code.as_str())] {
            let reply = server.http().post(path, bearer, &json!({})).await;
            assert_eq!(reply.problem(), ProblemCode::UnknownToken, "{path} {bearer:?}");
        }
    }
    let words = server.http().post("/api/words", Some(&server.display), &json!({})).await;
    assert_eq!(words.problem(), ProblemCode::WrongRole);
}
