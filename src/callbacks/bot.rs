//! `Bot.*`: messages to bots.

mod on_c2c_message;
mod on_group_message;

pub use on_c2c_message::OnC2CMessage;
pub use on_group_message::OnGroupMessage;
