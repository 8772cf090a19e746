//! `Chatbot.*`: the older smart chatbot product.

mod on_c2c_signal_message;

pub use on_c2c_signal_message::OnC2CSignalMessage;
