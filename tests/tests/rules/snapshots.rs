//! What is fetched: snapshots and definitions (rules 6.7 and 6.8).

use kenspeckle_shared::definition::{Definition, Later};
use kenspeckle_shared::view::Audience;
use kenspeckle_tests::{Client, Memory, Server, place_in_with_note};

#[tokio::test]
async fn r6_7_a_snapshot_has_a_tag_and_is_sent_once() {
    let server = Server::fresh().await;
    let http = server.http();
    let phone = Client::join(server.address, &server.code).await;
    phone.do_it(place_in_with_note("govan", "Above the baker")).await;
    let first = http.get("/api/snapshot", Some(phone.token())).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    let same = [("if-none-match", tag.as_str())];
    for bearer in [phone.token(), &server.display, &server.code] {
        let again = http.get_with("/api/snapshot", bearer, &same).await;
        assert_eq!(again.status, 304);
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), tag);
    }
    let facilitator = http.get_with("/api/snapshot", &server.facilitator, &same).await;
    assert_eq!(facilitator.status, 200, "another audience has another tag");
    phone.do_it(place_in_with_note("govan", "Next door")).await;
    let later = http.get_with("/api/snapshot", phone.token(), &same).await;
    assert_eq!(later.status, 200, "another rev has another tag");
    assert_ne!(later.header("etag"), tag);
}

#[tokio::test]
async fn r6_7_a_snapshot_is_what_the_log_says_for_each_audience() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    phone.do_it(place_in_with_note("govan", "Above the baker")).await;
    let log = server.data.log_at_work();
    for (token, audience) in
        [(&server.code, Audience::Public), (&server.facilitator, Audience::Facilitator)]
    {
        let shown = Memory::of(server.http().snapshot(token).await);
        assert_eq!(shown, log.shown_at(log.last(), audience));
    }
    let zipped = [("accept-encoding", "gzip")];
    let zipped = server.http().get_with("/api/snapshot", phone.token(), &zipped).await;
    assert_eq!(zipped.header("content-encoding"), "gzip");
    assert_eq!(zipped.body[..2], [0x1f, 0x8b]);
    let plain = server.http().get("/api/snapshot", Some(phone.token())).await;
    assert_eq!(plain.header("content-encoding"), "");
}

#[tokio::test]
async fn r6_8_a_definition_is_named_by_its_content_and_kept_for_ever() {
    let server = Server::fresh().await;
    let http = server.http();
    let hash = http.snapshot(&server.code).await.definition;
    let reply = http.get(&format!("/api/definitions/{hash}"), None).await;
    let definition: Definition = reply.json();
    assert_eq!(definition.hash(), hash);
    assert_eq!(definition.areas.len(), 16);
    assert!(reply.header("cache-control").contains("immutable"), "{:?}", reply.headers);
    for end in ["", "/first", "/later"] {
        let unknown = http.get(&format!("/api/definitions/{}{end}", "0".repeat(32)), None).await;
        assert_eq!(unknown.problem(), kenspeckle_shared::wire::ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn r6_8_the_two_parts_of_a_definition_are_the_whole() {
    let server = Server::fresh().await;
    let http = server.http();
    let path = format!("/api/definitions/{}", http.snapshot(&server.code).await.definition);
    let whole: Definition = http.get(&path, None).await.json();
    let mut together: Definition = http.get(&format!("{path}/first"), None).await.json();
    let later = http.get(&format!("{path}/later"), None).await;
    assert!(later.header("cache-control").contains("immutable"), "{:?}", later.headers);
    let later: Later = later.json();
    assert!(together.finders.is_empty() && !later.finders.is_empty());
    assert!(!later.layers.is_empty() && !later.labels.is_empty());
    together.finders = later.finders;
    let mut layers = later.layers.into_iter();
    for layer in &mut together.base.layers {
        if layer.paths.is_empty() {
            *layer = layers.next().unwrap();
        }
    }
    assert_eq!(layers.next(), None);
    together.base.labels.extend(later.labels);
    let mut expected = whole;
    for base in [&mut together.base, &mut expected.base] {
        base.labels.sort_by(|one, two| (&one.kind, &one.class).cmp(&(&two.kind, &two.class)));
    }
    assert_eq!(together, expected);
}
