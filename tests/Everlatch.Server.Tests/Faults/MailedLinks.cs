using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The tokens of links as they would arrive by mail.</summary>
internal static class MailedLinks
{
    private static readonly Statement InsertLink = Statement.Write(
        "testing.insert_link",
        """
        insert into links (environment_id, id, purpose, user_id, token_sha256, email_key, created_at, expires_at)
        select environment_id, @link, @purpose, id, @token, email_key, @now, @until from users
        where environment_id = @environment and email_key = @email
        """);

    private static readonly Statement InsertInvitation = Statement.Write(
        "testing.insert_invitation",
        """
        insert into invitations
            (environment_id, id, tenant_id, email, email_key, roles_json, token_sha256, invited_by, created_at, expires_at,
             version)
        values (@environment, @invitation, @tenant, @email, @email, '["member"]', @token, 'test', @now, @until, 1)
        """);

    private static readonly Statement CountMails = Statement.Read(
        "testing.count_mails", "select count(*) from mails where environment_id = @environment");

    /// <summary>A link that proves a mailbox.</summary>
    public static Task<string> VerifyAsync(FaultyServer server, string email) => LinkAsync(server, email, "VerifyEmail");

    /// <summary>A link that chooses a new password.</summary>
    public static Task<string> ResetAsync(FaultyServer server, string email) => LinkAsync(server, email, "ResetPassword");

    /// <summary>An invitation into somebody's tenant.</summary>
    public static async Task<string> InviteAsync(FaultyServer server, string email)
    {
        var (clock, token) = (TimeProvider.System, GeneratedSecret.New("ell_"));
        var (now, tenant) = (clock.GetUtcNow(), await Person.NewTenantAsync(server));
        var invitation = Id.New<InvitationId>(clock);
        var (environment, until) = (server.Host.Operator, now.AddDays(1));
        var row = new { environment, invitation, tenant, email, token = token.Hash, now, until };
        await DatabaseOf(server).ExecuteAsync(InsertInvitation, row, TestContext.Current.CancellationToken);
        return token.Text;
    }

    /// <summary>How many mails there are.</summary>
    public static Task<long> CountAsync(FaultyServer server) => DatabaseOf(server).FindAsync<long>(
        CountMails, new { environment = server.Host.Operator }, TestContext.Current.CancellationToken);

    private static async Task<string> LinkAsync(FaultyServer server, string email, string purpose)
    {
        var (clock, token) = (TimeProvider.System, GeneratedSecret.New("ell_"));
        var now = clock.GetUtcNow();
        var link = Id.New<LinkId>(clock);
        var (environment, until) = (server.Host.Operator, now.AddHours(1));
        var row = new { environment, link, purpose, token = token.Hash, email, now, until };
        Assert.Equal(1, await DatabaseOf(server).ExecuteAsync(InsertLink, row, TestContext.Current.CancellationToken));
        return token.Text;
    }

    private static IDatabase DatabaseOf(FaultyServer server) => server.Host.Services.GetRequiredService<IDatabase>();
}
