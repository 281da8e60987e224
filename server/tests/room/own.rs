//! What a person's own devices hear.

use kenspeckle_server::room::NoneOwn;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::view::OwnChange;
use kenspeckle_shared::wire::ServerMessage;

use crate::hall::{Hall, facilitator, lived, person};

fn own(text: &str) -> (u64, Vec<OwnChange>) {
    match serde_json::from_str(text).unwrap() {
        ServerMessage::Own { rev, changes } => (rev, changes),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn r6_5_all_of_a_persons_devices_hear_of_their_own_things_and_nobody_else() {
    let hall = Hall::new().await;
    let [phone, tablet] = [(); 2].map(|()| hall.room.follow(person(1)));
    let other = hall.room.follow(person(2));
    let seq = hall.done(person(1), lived("govan")).await;
    hall.done(facilitator(), Command::SetHidden { seq, part: 0, hidden: true, why: None }).await;
    for device in [&phone, &tablet] {
        assert_eq!(own(&device.own().unwrap()).0, seq);
        let (_, changes) = own(&device.own().unwrap());
        let [OwnChange::Sticker(sticker)] = &changes[..] else { panic!("{changes:?}") };
        assert!(sticker.hidden.is_some());
    }
    assert_eq!(other.own(), Err(NoneOwn::Yet));
}

#[tokio::test]
async fn a_device_that_reads_too_slowly_is_told() {
    let hall = Hall::new().await;
    let phone = hall.room.follow(person(1));
    let seq = hall.done(person(1), lived("govan")).await;
    for step in 0..100 {
        // By several facilitators, for each has a pace.
        let by = kenspeckle_shared::entry::Actor {
            id: uuid::Uuid::from_u128(1_000 + step / 10),
            ..facilitator()
        };
        hall.done(by, Command::SetHidden { seq, part: 0, hidden: step % 2 == 0, why: None }).await;
    }
    assert_eq!(phone.own(), Err(NoneOwn::Lags));
}
