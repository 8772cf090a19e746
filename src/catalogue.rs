//! The one list of commands: a row each, in the order of the official command list.
//!
//! A row gives the wire name, the variant of `CallbackCommand` and `AnyCallback`, the request type
//! under `callbacks`, the verdict type, the number of the official page, and what happened. The
//! table is handed to `command` (names) and to `call` (types); nothing else in the crate lists
//! commands.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackBeforeSendMsg" GroupBeforeSendMsg = group::BeforeSendMsg
                => MsgVerdict<GroupRejectCode>, "1047/34374",
                "A group message is about to be delivered.";
            "Group.CallbackAfterSendMsg" GroupAfterSendMsg = group::AfterSendMsg
                => Ack, "1047/34375",
                "A group message was delivered.";
            "Group.CallbackSendMsgException" GroupSendMsgException = group::SendMsgException
                => Ack, "1047/49462",
                "A group message could not be delivered.";
        }
    };
}
