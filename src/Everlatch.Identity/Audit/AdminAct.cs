using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Audit;

/// <summary>An administrator's act on one entry of the directory.</summary>
/// <param name="Actor">Who does it.</param>
/// <param name="Environment">Where.</param>
/// <param name="Kind">What, in the audit trail's words, such as <c>application.created</c>.</param>
/// <param name="Entry">What kind of entry it changes.</param>
/// <param name="Target">The entry's id.</param>
public sealed record AdminAct(AuditActor Actor, EnvironmentId Environment, string Kind, DirectoryKind Entry, string Target);
