using Everlatch.Core.Ids;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Outages;

/// <summary>What the database holds of a person's grants, and what a standby would that did not get the last rotation.</summary>
internal static class OutageRows
{
    private static readonly Statement Generations = Statement.Read(
        "testing.generations_of_user",
        "select generation from grants where environment_id = @environment and user_id = @user and revoked_at is null");

    private static readonly Statement Forget = Statement.Write(
        "testing.forget_rotation", "update grants set generation = 0 where environment_id = @environment and user_id = @user");

    private static readonly Statement CountEvents = Statement.Read(
        "testing.count_events",
        "select count(*) from audit_events where environment_id = @environment and kind = @kind and target = @target");

    private static readonly Statement FindGrant = Statement.Read(
        "testing.grant_of_user", "select id from grants where environment_id = @environment and user_id = @user");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The generations of a person's living grants.</summary>
    public static Task<IReadOnlyList<long>> GenerationsAsync<TEngine>(this OidcServer<TEngine> server, TestPerson person)
        where TEngine : ITestEngine =>
        server.Database.ListAsync<long>(Generations, new { environment = server.Environment, user = person.User }, Ct);

    /// <summary>Takes the rotations of a person's grants back.</summary>
    public static Task<int> ForgetRotationsAsync<TEngine>(this OidcServer<TEngine> server, TestPerson person)
        where TEngine : ITestEngine =>
        server.Database.ExecuteAsync(Forget, new { environment = server.Environment, user = person.User }, Ct);

    /// <summary>How many events of a kind there are about something.</summary>
    public static Task<long> CountEventsAsync<TEngine>(this OidcServer<TEngine> server, string kind, string target)
        where TEngine : ITestEngine =>
        server.Database.FindAsync<long>(CountEvents, new { environment = server.Environment, kind, target }, Ct);

    /// <summary>The one grant of a person.</summary>
    public static async Task<GrantId> GrantOfAsync<TEngine>(this OidcServer<TEngine> server, TestPerson person)
        where TEngine : ITestEngine =>
        Assert.Single(await server.Database.ListAsync<GrantId>(
            FindGrant, new { environment = server.Environment, user = person.User }, Ct));
}
