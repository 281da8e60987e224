//! One participant as the session knows them: their devices, and how they left.

use std::time::Duration;

use kenspeckle_shared::limits::LOST_MS;
use kenspeckle_shared::wire::{Here, Truth};
use tokio::time::Instant;

/// Who is connected, or was.
#[derive(Default)]
pub(super) struct Guest {
    devices: Vec<Device>,
    left: Option<Left>,
}

/// One connection of a participant, and what it told of itself.
struct Device {
    number: u64,
    here: Here,
    report: Report,
}

/// What is known of one connection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Somebody is in the middle of an answer or a note.
    pub busy: bool,
    /// Something is not acked.
    pub unsent: bool,
    /// The line is slow.
    pub slow: bool,
}

/// How the last device went.
struct Left {
    at: Instant,
    /// Without a goodbye.
    lost: bool,
    report: Report,
}

impl Guest {
    pub(super) fn come(&mut self, number: u64, here: Here) {
        // A device that comes back says anew how it stands.
        self.left = None;
        self.devices.push(Device { number, here, report: Report::default() });
    }

    /// Gives whether anything changed.
    pub(super) fn report(&mut self, number: u64, report: Report) -> bool {
        let device = self.devices.iter_mut().find(|device| device.number == number);
        device.is_some_and(|device| std::mem::replace(&mut device.report, report) != report)
    }

    pub(super) fn go(&mut self, number: u64, goodbye: bool, now: Instant) {
        let Some(at) = self.devices.iter().position(|device| device.number == number) else {
            return;
        };
        let device = self.devices.swap_remove(at);
        if self.devices.is_empty() {
            self.left = Some(Left { at: now, lost: !goodbye, report: device.report });
        }
    }

    /// In the room if any of their devices is there; nowhere without one.
    pub(super) fn place(&self) -> Option<Here> {
        let in_room = |device: &Device| device.here == Here::Room;
        match self.devices.is_empty() {
            true => None,
            false if self.devices.iter().any(in_room) => Some(Here::Room),
            false => Some(Here::Remote),
        }
    }

    /// Adds this person to the numbers.
    pub(super) fn count(&self, truth: &mut Truth, now: Instant) {
        let any = |of: fn(&Report) -> bool| self.devices.iter().any(|device| of(&device.report));
        let left = self.left.as_ref();
        let left = left.filter(|left| now - left.at < Duration::from_millis(LOST_MS));
        let unsent_when_left = left.is_some_and(|left| left.report.unsent || left.is_torn());
        truth.busy += u32::from(any(|report| report.busy));
        truth.unsent += u32::from(any(|report| report.unsent) || unsent_when_left);
        truth.slow += u32::from(any(|report| report.slow));
        truth.lost += u32::from(left.is_some_and(|left| left.lost));
    }
}

impl Left {
    /// In the middle of something when the line broke.
    fn is_torn(&self) -> bool {
        self.lost && self.report.busy
    }
}
