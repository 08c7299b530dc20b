using System.Collections.Immutable;
using Everlatch.Directory.Tokens;
using Everlatch.Storage;

namespace Everlatch.Oidc.Upkeep;

/// <summary>One batch of expired rows of each kind.</summary>
internal static class ExpiredRows
{
    private const string Because = "what has expired means nothing in any environment";

    private static readonly Statement Codes = Statement
        .Write(
            "upkeep.codes",
            """
            delete from authorization_codes where (environment_id, id) in
                (select environment_id, id from authorization_codes where expires_at < @before limit @batch)
            """)
        .AcrossEnvironments(Because);

    private static readonly Statement PushedRequests = Statement
        .Write(
            "upkeep.pushed_requests",
            """
            delete from pushed_requests where (environment_id, id) in
                (select environment_id, id from pushed_requests where expires_at < @before limit @batch)
            """)
        .AcrossEnvironments(Because);

    private static readonly Statement Devices = Statement
        .Write(
            "upkeep.devices",
            """
            delete from device_authorizations where (environment_id, id) in
                (select environment_id, id from device_authorizations where expires_at < @before limit @batch)
            """)
        .AcrossEnvironments(Because);

    private static readonly Statement Grants = Statement
        .Write(
            "upkeep.grants",
            """
            delete from grants where (environment_id, id) in
                (select environment_id, id from grants where expires_at < @before limit @batch)
            """)
        .AcrossEnvironments(Because);

    // A code that is used again must be known while a token that it gave could live.
    private static readonly TimeSpan Long = TokenLife.Max;

    // Long enough to tell a late caller that it is late. Anybody may make these
    // in the name of a public client: they do not pile up.
    private static readonly TimeSpan Short = TimeSpan.FromHours(1);

    /// <summary>Each of them, with how long its rows are kept when they have expired.</summary>
    public static readonly ImmutableArray<(Statement Delete, TimeSpan Keep)> All =
        [(Codes, Long), (PushedRequests, Short), (Devices, Short), (Grants, Long)];
}
