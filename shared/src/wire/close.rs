//! Why the server ended a connection.

use ts_rs::TS;

macro_rules! close_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $text:literal;)*) => {
        /// A WebSocket close code of ours (RFC 6455 leaves 4000 to 4999 to applications).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, TS)]
        #[ts(type = "number")]
        pub enum CloseCode {
            $($(#[$doc])* $name,)*
        }

        impl CloseCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Gives the number on the wire.
            pub fn number(self) -> u16 {
                match self { $(Self::$name => $code,)* }
            }

            /// Gives the reason on the wire: a stable word.
            pub fn reason(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

close_codes! {
    /// The server stops; come back after a moment.
    GoingAway = 1001, "going_away";
    /// Not a message of this protocol: not text, not JSON, an unknown type or field.
    BadMessage = 4400, "bad_message";
    /// The token opens nothing here.
    UnknownToken = 4401, "unknown_token";
    /// No hello within `HELLO_MS`.
    HelloTimeout = 4408, "hello_timeout";
    /// A protocol version that this server does not speak: reload the page.
    WrongProtocol = 4409, "wrong_protocol";
    /// A message longer than `MESSAGE_BYTES`.
    TooBig = 4413, "too_big";
    /// `TOO_FAST_STRIKES` commands in a row that were too fast.
    TooFast = 4429, "too_fast";
    /// Nothing heard for `SILENCE_MS`.
    Silent = 4410, "silent";
    /// The connection took no bytes for `SEND_MS`.
    TooSlow = 4411, "too_slow";
    /// The server met a fault of its own; it is written down under the number in the reason.
    Fault = 4500, "fault";
}
