//! Boards and the definitions they were made with.

use kenspeckle_server::room::RoomFault;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Deed;
use kenspeckle_shared::ids::ActorId;

use crate::hall::{Hall, definition, lived, person};

#[tokio::test]
async fn r8_5_a_new_board_begins_with_its_rules() {
    let hall = Hall::new().await;
    let first = &hall.log.entries(&hall.board)[0];
    assert_eq!((first.body.actor.id, first.body.actor.role), (ActorId::nil(), Role::System));
    assert_eq!(first.body.id.get_version_num(), 7);
    let Deed::Define { rules } = &first.body.deed else { panic!("{first:?}") };
    assert_eq!(rules.definition, hall.definition.hash());
    assert_eq!(hall.room.definition_hash(), hall.definition.hash());
    let found = hall.rooms.definition(&hall.definition.hash()).await.unwrap();
    assert_eq!(found, Some(hall.definition.clone()));
}

#[tokio::test]
async fn the_same_definition_is_written_once() {
    let mut hall = Hall::new().await;
    hall.restart().await;
    assert_eq!(hall.log.entries(&hall.board).len(), 1);
}

#[tokio::test]
async fn r8_5_a_changed_definition_is_followed() {
    let mut hall = Hall::new().await;
    hall.done(person(1), lived("govan")).await;
    let mut reworded = definition();
    reworded.title = "Another title".into();
    let hash = reworded.hash();
    hall.restart_with(reworded).await.unwrap();
    assert_eq!(hall.room.definition_hash(), hash);
    assert_eq!(hall.head(), 3);
}

#[tokio::test]
async fn r8_5_a_definition_that_lacks_what_people_used_is_refused_in_words() {
    let mut hall = Hall::new().await;
    hall.done(person(1), lived("govan")).await;
    let mut smaller = definition();
    smaller.areas.retain(|area| area.id.as_str() != "govan");
    let fault = hall.restart_with(smaller).await.unwrap_err();
    assert!(matches!(fault, RoomFault::DefinitionInUse { .. }), "{fault}");
    assert_eq!(hall.log.entries(&hall.board).len(), 2, "it leaves no trace");
    hall.restart().await;
    assert_eq!(hall.head(), 2);
}

#[tokio::test]
async fn boards_without_a_definition_or_a_record_are_refused_in_words() {
    let hall = Hall::new().await;
    let fault = hall.rooms.open(&"nowhere".into()).await.unwrap_err();
    assert!(matches!(fault, RoomFault::UnknownBoard { .. }), "{fault}");
    let leith = hall.registry.create("leith").await.unwrap();
    let fault = hall.rooms.open(&leith.id).await.unwrap_err();
    assert!(fault.to_string().contains("'leith'"), "{fault}");
}
