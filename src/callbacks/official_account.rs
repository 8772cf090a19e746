//! `OfficialAccount.*`: official accounts, their subscribers and their messages.
//!
//! ```
//! use tim_callback::callbacks::official_account::BeforeAddSubscriber;
//! use tim_callback::verdict::SubscribeVerdict;
//! use tim_callback::{Call, testing};
//!
//! fn decide(call: &Call<BeforeAddSubscriber>) -> SubscribeVerdict {
//!     let asked = call.subscribe_account_list.iter().map(|asked| &asked.subscriber_account);
//!     SubscribeVerdict::Refuse(asked.filter(|account| *account == "mallory").cloned().collect())
//! }
//!
//! let call = testing::call().set("SubscribeAccountList[0].Subscriber_Account", "mallory").build();
//! assert_eq!(decide(&call), SubscribeVerdict::Refuse(vec!["mallory".into()]));
//! ```

mod after_add_subscriber;
mod after_create_official_account;
mod after_delete_subscriber;
mod after_msg_with_draw;
mod after_official_account_destroyed;
mod after_official_account_full;
mod after_official_account_info_changed;
mod after_send_msg;
mod before_add_subscriber;
mod before_create_official_account;
mod before_send_msg;
mod subscribe_account;
mod withdraw_msg;

pub use after_add_subscriber::AfterAddSubscriber;
pub use after_create_official_account::AfterCreateOfficialAccount;
pub use after_delete_subscriber::AfterDeleteSubscriber;
pub use after_msg_with_draw::AfterMsgWithDraw;
pub use after_official_account_destroyed::AfterOfficialAccountDestroyed;
pub use after_official_account_full::AfterOfficialAccountFull;
pub use after_official_account_info_changed::AfterOfficialAccountInfoChanged;
pub use after_send_msg::AfterSendMsg;
pub use before_add_subscriber::BeforeAddSubscriber;
pub use before_create_official_account::BeforeCreateOfficialAccount;
pub use before_send_msg::BeforeSendMsg;
pub use subscribe_account::SubscribeAccount;
pub use withdraw_msg::WithdrawMsg;
