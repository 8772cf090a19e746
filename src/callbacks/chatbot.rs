//! `Chatbot.*`: the older smart chatbot product.
//!
//! ```
//! use tim_callback::callbacks::chatbot::OnC2cSignalMessage;
//! use tim_callback::testing;
//!
//! let call = testing::call::<OnC2cSignalMessage>().from("iris").to("@RBT#pilot").build();
//! assert!(call.to_account.as_str().starts_with("@RBT#"));
//! assert_eq!(call.data, r#"{"button":"next ferry"}"#);
//! ```

mod on_c2c_signal_message;

pub use on_c2c_signal_message::OnC2cSignalMessage;
