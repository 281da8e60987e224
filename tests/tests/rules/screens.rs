//! What screens receive, and what they never do (section 6).

use kenspeckle_shared::ids::ActorId;
use kenspeckle_shared::wire::{Here, Presence};
use kenspeckle_tests::{
    Answer, Client, Server, answer_line, command, open, place_in, place_in_with_note, reveal,
};
use serde_json::json;

#[tokio::test]
async fn r6_2_each_audience_sees_the_same_on_every_screen() {
    let server = Server::fresh().await;
    let facilitators = [
        Client::open(server.address, &server.facilitator).await,
        Client::open(server.address, &server.facilitator).await,
    ];
    let display = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    facilitators[0].do_it(open("say", true)).await;
    phone.do_it(answer_line(250)).await;
    phone.do_it(command(json!({ "do": "set_name", "name": "Jean" }))).await;
    let Answer::Changed(rev) = phone.do_it(place_in("govan")).await else { panic!("not put") };
    for screen in facilitators.iter().chain([&display, &phone]) {
        screen.until_rev(rev).await;
    }
    assert_eq!(display.board(), phone.board());
    assert_eq!(facilitators[0].board(), facilitators[1].board());
    assert_eq!(facilitators[0].board().names, Some(vec!["Jean".to_owned()]));
}

#[tokio::test]
async fn r6_3_a_tally_is_in_no_byte_for_the_public_before_it_is_revealed() {
    let server = Server::fresh().await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    // The welcome's question shows its own from the beginning.
    facilitator.do_it(reveal("tea", false)).await;
    let display = Client::open(server.address, &server.display).await;
    facilitator.do_it(open("say", true)).await;
    let phones = [
        Client::join(server.address, &server.code).await,
        Client::join(server.address, &server.code).await,
    ];
    for phone in &phones {
        phone.do_it(answer_line(250)).await;
    }
    let public = [&display, &phones[0], &phones[1]];
    let tally = |screen: &Client| screen.look(|mind| mind.heard.matches("\"tally\"").count());
    for screen in public {
        screen.until_rev(3).await;
        assert_eq!(tally(screen), 0);
        assert!(!screen.look(|mind| mind.heard.contains("\"answered\"")));
    }
    let shown = server.http().get("/api/snapshot", Some(&server.code)).await.text();
    assert!(!shown.contains("tally") && !shown.contains("answered"));
    facilitator
        .until("both answers", |mind| mind.board().finders[&"say".into()].answered == Some(2))
        .await;

    facilitator.do_it(reveal("say", true)).await;
    for screen in public {
        screen.until("the tally", |mind| mind.board().finders[&"say".into()].tally.is_some()).await;
    }
    facilitator.do_it(reveal("say", false)).await;
    for screen in public {
        screen.until("no tally", |mind| mind.board().finders[&"say".into()].tally.is_none()).await;
    }
    let before = public.map(tally);
    let Answer::Changed(rev) = phones[0].do_it(answer_line(750)).await else { panic!("no answer") };
    for (screen, before) in public.into_iter().zip(before) {
        screen.until_rev(rev).await;
        assert_eq!(tally(screen), before, "hidden again means absent again");
    }
}

#[tokio::test]
async fn r6_3_hidden_stickers_names_and_people_are_in_no_byte_for_the_public() {
    let server = Server::fresh().await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    let author = Client::join(server.address, &server.code).await;
    author.do_it(command(json!({ "do": "set_name", "name": "Senga" }))).await;
    let sticker = author.ask(place_in_with_note("govan", "A telltale note"));
    let Answer::Changed(seq) = author.answer(sticker).await else { panic!("not put") };
    facilitator.do_it(command(json!({ "do": "set_hidden", "seq": seq, "hidden": true }))).await;
    author
        .until("to know of it", |mind| mind.card.stickers.iter().any(|one| one.hidden.is_some()))
        .await;

    let newcomer = Client::join(server.address, &server.code).await;
    let display = Client::open(server.address, &server.display).await;
    let Answer::Changed(rev) = newcomer.do_it(place_in("red-road")).await else {
        panic!("not put")
    };
    display.until_rev(rev).await;
    let people: Vec<ActorId> =
        server.data.log_at_work().replay_all().people().keys().copied().collect();
    for screen in [&newcomer, &display] {
        let heard = screen.look(|mind| mind.heard.clone());
        for word in ["A telltale note", "Senga", &sticker.to_string(), author.token()] {
            assert!(!heard.contains(word), "{word} was heard");
        }
        for person in &people {
            assert!(!heard.contains(&person.to_string()), "an id of a person was heard");
        }
    }
    facilitator.do_it(command(json!({ "do": "set_hidden", "seq": seq, "hidden": false }))).await;
    display.until("the note", |mind| mind.board().stickers.contains_key(&seq)).await;
}

#[tokio::test]
async fn r1_5_a_thing_is_named_by_the_rev_of_the_entry_that_put_it_there() {
    let server = Server::fresh().await;
    let display = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    let sticker = phone.ask(place_in("govan"));
    let Answer::Changed(rev) = phone.answer(sticker).await else { panic!("not put") };
    let change = json!({ "do": "change", "sticker": sticker, "kind": "lived", "note": "Top flat" });
    let Answer::Changed(later) = phone.do_it(command(change)).await else { panic!("no change") };
    display.until_rev(later).await;
    let board = display.board();
    assert_eq!(board.stickers.keys().copied().collect::<Vec<_>>(), [rev]);
    assert_eq!(board.stickers[&rev].note.as_deref(), Some("Top flat"));
}

#[tokio::test]
async fn r4_8_other_screens_show_nothing_that_is_not_in_the_log() {
    let server = Server::fresh().await;
    let display = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    for nth in 1..=20 {
        phone.ask(place_in("govan"));
        display.until("the sticker", |mind| mind.board().stickers.len() == nth).await;
        assert!(server.data.log_at_work().last() >= display.look(|mind| mind.rev()));
    }
}

#[tokio::test]
async fn r6_5_own_tells_all_devices_of_a_person_and_nobody_else() {
    let server = Server::fresh().await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    let phone = Client::join(server.address, &server.code).await;
    let tablet = Client::open(server.address, phone.token()).await;
    let stranger = Client::join(server.address, &server.code).await;
    facilitator.do_it(open("say", true)).await;
    phone.do_it(place_in("govan")).await;
    phone.do_it(answer_line(1_000)).await;
    phone.do_it(command(json!({ "do": "set_name", "name": "Jean" }))).await;
    for device in [&phone, &tablet] {
        device
            .until("sticker, answer and name", |mind| {
                let card = &mind.card;
                (card.stickers.len(), card.answers.len(), card.name.as_deref())
                    == (1, 1, Some("Jean"))
            })
            .await;
    }
    phone.do_it(command(json!({ "do": "take_back_answer", "finder": "say" }))).await;
    tablet.until("no answer", |mind| mind.card.answers.is_empty()).await;
    stranger.until_rev(phone.look(|mind| mind.rev())).await;
    assert!(!stranger.look(|mind| mind.heard.contains("\"own\"")));
    assert!(stranger.look(|mind| mind.card.stickers.is_empty()));
}

#[tokio::test]
async fn r6_6_presence_counts_people_once_and_tells_room_from_elsewhere() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.facilitator).await;
    let count = |room, remote, displays| Presence { room, remote, displays, facilitators: 1 };
    let mut remote = Client::new(&server.http().join(&server.code).await.token, Here::Remote);
    remote.connect(server.address).await;
    let phone = Client::join(server.address, &server.code).await;
    let tablet = Client::open(server.address, phone.token()).await;
    let display = Client::open(server.address, &server.display).await;
    let told = watcher.look(|mind| mind.rev());
    watcher.until("everybody", |mind| mind.presence == count(1, 1, 1)).await;
    drop(phone);
    drop(display);
    watcher.until("no display", |mind| mind.presence == count(1, 1, 0)).await;
    drop(tablet);
    drop(remote);
    watcher.until("nobody", |mind| mind.presence == count(0, 0, 0)).await;
    assert_eq!(watcher.look(|mind| mind.rev()), told, "it is not in the log");
}
