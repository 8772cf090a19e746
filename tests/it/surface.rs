//! The public surface: no private impl under a public name, no struct from an array, few names at
//! the root.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;
use tim_callback::callbacks::{
    alert, bot, c2c, call, chatbot, content_callback, desk, follow, group, live, mic,
    official_account, profile, push, room, sns, state,
};
use tim_callback::message::tuikit;
use tim_callback::{message, value, verdict};

/// Checks of every struct that is read from JSON objects alone.
macro_rules! structs {
    ($($module:ident::$name:ident,)+) => {
        const LISTED: &[(&str, &str)] = &[$((stringify!($module), stringify!($name)),)+];

        /// Without serde's traits: what is called here is the function of that name that a type has
        /// of its own, or else the trait's below.
        mod inherent {
            trait Absent: Sized {
                fn serialize() {}
                fn deserialize() {}
            }

            impl<T> Absent for T {}

            /// Holds by compiling: serde's functions have arguments. A derive on the struct itself
            /// with `#[serde(remote)]` would leave both, and that `deserialize` reads arrays.
            #[test]
            fn no_struct_has_a_serialize_or_deserialize_of_its_own() {
                $(
                    <super::$module::$name>::serialize();
                    <super::$module::$name>::deserialize();
                )+
            }
        }

        #[test]
        fn no_struct_is_read_from_an_array() {
            $({
                let read = <$module::$name as serde::Deserialize>::deserialize(&json!([]));
                let error = read.err().expect(stringify!($module::$name)).to_string();
                assert!(error.contains("a JSON object"), "{}: {error}", stringify!($module::$name));
            })+
        }
    };
}

structs! {
    alert::RequestOverLimit,
    bot::OnC2cMessage, bot::OnGroupMessage,
    c2c::AfterC2cMsgExtension, c2c::AfterModifyMsg, c2c::AfterMsgReadAll, c2c::AfterMsgReadReceipt,
    c2c::AfterMsgReport, c2c::AfterMsgWithDraw, c2c::AfterSendMsg, c2c::BeforeSendMsg,
    c2c::GroupReadInfo, c2c::ReadMsg,
    call::AfterEndCall, call::AfterMemberChanged, call::AfterRecordChanged, call::AfterStartCall,
    call::CallInfo, call::CallRecord, call::CallUser, call::ChangedUser, call::RecordingEvent,
    call::RecordingInfo,
    chatbot::InterfaceInvocation, chatbot::OnAssignHuman, chatbot::OnC2cSignalMessage,
    content_callback::ContactItem, content_callback::ResultNotify,
    desk::SessionEventNotify,
    follow::AfterFollowAdd, follow::AfterFollowDelete, follow::Followed,
    group::AfterChangeGroupOwner, group::AfterCreateGroup, group::AfterCreateTopic,
    group::AfterGroupAttrChanged, group::AfterGroupDestroyed, group::AfterGroupFull,
    group::AfterGroupInfoChanged, group::AfterGroupMsgExtension, group::AfterMemberExit,
    group::AfterMemberFieldChanged, group::AfterModifyMsg, group::AfterNewMemberJoin,
    group::AfterReadReceipt, group::AfterRecallMsg, group::AfterSendMsg, group::AfterTopicDestroyed,
    group::AfterTopicInfoChanged, group::BeforeApplyJoinGroup, group::BeforeCreateGroup,
    group::BeforeCreateTopic, group::BeforeInviteJoinGroup, group::BeforeSendMsg,
    group::GroupAtInfo, group::GroupAttr, group::GroupMsgReceipt, group::Member,
    group::OnDailyGroupQuotaAlarm, group::OnMemberStateChange, group::RecalledMsg,
    group::SendMsgException, group::UserDefinedData,
    live::AfterChangeOwner, live::AfterCloudRecordingChanged, live::AfterCreateBattle,
    live::AfterCreateRoom, live::AfterCreateRoomReachingThreshold, live::AfterDelMetadata,
    live::AfterDestroyRoom, live::AfterEndBattle, live::AfterMemberStateChanged,
    live::AfterModifyAdmin, live::AfterSetMetadata, live::AfterStartBattle,
    live::AfterUpdateRoomInfo, live::BattleResult, live::BattleRoom, live::BeforeSendGift,
    live::GiftWater, live::Member, live::MetadataItem, live::RecordingInfo, live::RoomInfo,
    live::RoomStatistic,
    message::CustomElem, message::FaceElem, message::FileElem, message::ImageElem,
    message::ImageInfo, message::LocationElem, message::RelayElem, message::RelayMsg,
    message::SoundElem, message::StreamChunk, message::StreamElem, message::TextElem,
    message::VideoFileElem,
    mic::AfterSeatInfoChanged, mic::Seat,
    official_account::AfterAddSubscriber, official_account::AfterCreateOfficialAccount,
    official_account::AfterDeleteSubscriber, official_account::AfterMsgWithDraw,
    official_account::AfterOfficialAccountDestroyed, official_account::AfterOfficialAccountFull,
    official_account::AfterOfficialAccountInfoChanged, official_account::AfterSendMsg,
    official_account::BeforeAddSubscriber, official_account::BeforeCreateOfficialAccount,
    official_account::BeforeSendMsg, official_account::SubscribeAccount,
    official_account::WithdrawMsg,
    profile::PortraitSet, profile::ProfileItem,
    push::AllMemberPush, push::AllMemberPushEvent, push::OfflinePush, push::OfflinePushEvent,
    room::AfterCreateRoom, room::AfterDestroyRoom, room::AfterMemberEnter, room::AfterMemberLeave,
    room::AfterUpdateRoomInfo, room::RoomInfo,
    sns::BlackListAdd, sns::BlackListDelete, sns::FriendAdd, sns::FriendDelete, sns::FriendItem,
    sns::Pair, sns::PrevFriendAdd, sns::PrevFriendResponse, sns::ResponseFriendItem,
    state::KickedDevice, state::StateChange, state::StateInfo,
    tuikit::CallData, tuikit::CallDetails, tuikit::Evaluation, tuikit::GroupCreated, tuikit::Order,
    tuikit::Signaling, tuikit::TextLink, tuikit::Typing,
    value::MsgExtension,
    verdict::Answer, verdict::ResultItem,
}

/// All Rust files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|e| e == "rs")).collect()
}

/// A derive list in `src`, and the struct or enum below it.
struct Derived {
    /// The family of a callback, `tuikit`, or else the module at the root.
    module: String,
    file: String,
    list: String,
    item: String,
}

/// The text of a file without its comments and documentation.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn derived() -> Vec<Derived> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in files(&src) {
        let text = code(&path);
        let inner = path.strip_prefix(&src).unwrap().with_extension("");
        let mut parts = inner.iter().map(|part| part.to_str().unwrap());
        let module = match parts.next() {
            Some("callbacks") => parts.next().unwrap_or("callbacks"),
            Some("message") if inner.starts_with("message/tuikit") => "tuikit",
            Some(module) => module,
            None => unreachable!("a file has a name"),
        };
        for part in text.split("#[derive(").skip(1) {
            let (list, below) = part.split_once(")]").expect("a derive list has an end");
            found.push(Derived {
                module: module.to_owned(),
                file: inner.display().to_string(),
                list: list.to_owned(),
                item: below.to_owned(),
            });
        }
    }
    found
}

/// What follows a keyword, up to the end of the name.
fn name_behind<'t>(keyword: &str, text: &'t str) -> &'t str {
    let (_, rest) = text.split_once(keyword).unwrap_or_else(|| panic!("no {keyword}: {text:.80}"));
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()
}

#[test]
fn the_list_of_structs_is_complete() {
    let map_only = |derived: &Derived| {
        let macros = ["MapOnly!", "MapOnlyWithinDepth!"];
        derived.list.split(',').any(|name| macros.contains(&name.trim()))
    };
    let there: BTreeSet<_> = derived()
        .into_iter()
        .filter(map_only)
        .map(|derived| (derived.module, name_behind("pub struct ", &derived.item).to_owned()))
        .collect();
    let listed: BTreeSet<_> =
        LISTED.iter().map(|(module, name)| ((*module).to_owned(), (*name).to_owned())).collect();
    assert_eq!(LISTED.len(), listed.len(), "one is listed twice");
    let missing: Vec<_> = there.difference(&listed).collect();
    assert!(missing.is_empty(), "not in the list of this file: {missing:?}");
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "in the list of this file, and not in src: {gone:?}");
}

/// Wrappers of one value may derive serde's own `Deserialize`: there is no position to read by.
#[test]
fn nothing_with_fields_derives_the_deserialize_that_reads_arrays() {
    /// The twin that `MapOnly!` makes, and what `MsgPatch` reads through the same deserializer.
    const THROUGH_MAPS: [(&str, &str); 2] = [("json/map_only", "Twin"), ("message/patch", "Body")];
    for Derived { file, list, item, .. } in derived() {
        let is_serde = |name: &str| name.trim().rsplit("::").next() == Some("Deserialize");
        // The head of the item, attributes and all.
        let Some((head, _)) = item.split_once(['{', ';']) else { continue };
        if !list.split(',').any(is_serde) || !head.contains("struct ") {
            continue;
        }
        let name = name_behind("struct ", head);
        let is_wrapper = head.contains('(') && head.trim_end().ends_with(')');
        let is_known = THROUGH_MAPS.contains(&(file.as_str(), name));
        assert!(is_wrapper || is_known, "{name} in {file}: derive MapOnly! instead");
    }
}

#[test]
fn a_request_is_not_read_by_the_position_of_its_fields() {
    use serde::Deserialize as _;

    let fields =
        json!(["Group.CallbackBeforeApplyJoinGroup", "g1", "Public", "mallory", null, null, null]);
    let error = group::BeforeApplyJoinGroup::deserialize(&fields).unwrap_err();
    assert!(error.to_string().contains("a JSON object"), "{error}");
    let error = serde_json::from_str::<group::BeforeApplyJoinGroup>(&fields.to_string());
    assert!(error.unwrap_err().to_string().contains("a JSON object"));
}

/// What a user reads first stays small: anything else is in the modules.
#[test]
fn the_root_has_at_most_45_names_besides_its_modules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let root = code(&root);
    let mut names = BTreeSet::new();
    for statement in root.split(';').map(str::trim) {
        if let Some((_, uses)) = statement.split_once("pub use ") {
            let list = uses.rsplit_once("::").map_or(uses, |(_, last)| last);
            let list = uses.split_once('{').map_or(list, |(_, list)| list.trim_end_matches('}'));
            names.extend(list.split(',').map(str::trim).filter(|name| !name.is_empty()));
        }
        for keyword in ["pub const ", "pub fn ", "pub struct ", "pub enum ", "pub trait "] {
            if statement.contains(keyword) {
                names.insert(name_behind(keyword, statement));
            }
        }
    }
    assert!(names.contains("Receiver") && names.contains("CALLBACK_TIMEOUT"), "{names:?}");
    assert!(!names.contains("*"), "names are listed one by one");
    assert!(names.len() <= 45, "{} names: {names:?}", names.len());
}
