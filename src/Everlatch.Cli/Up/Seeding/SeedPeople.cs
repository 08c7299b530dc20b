using System.Buffers.Text;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Hosting;
using Everlatch.Identity.Users;
using Everlatch.Server;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The demo's person: verified, with a password that <c>up.json</c> alone tells.</summary>
internal sealed class SeedPeople(FindUser find, CreateUser create, DeleteUser delete, SeedTenants tenants)
{
    private const string Email = "demo@example.com";
    private const int PasswordBytes = 15;

    /// <summary>The person, where they are missing, or where nobody knows their password any more.</summary>
    public async Task<UpFile.DemoUser> EnsureAsync(DirectoryEnvironment environment, UpFile.DemoUser? told, CancellationToken ct)
    {
        var known = await find.RunAsync(environment.Id, EmailAddress.Trusted(Email), ct);
        if (known is not null && told is not null)
        {
            return told;
        }

        if (known is not null)
        {
            await delete.RunAsync(environment.Id, known.Id, null, Seeded.By, ct);
        }

        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        await tenants.JoinAsync(environment.Id, await CreateAsync(environment, password, ct), ct);
        return new UpFile.DemoUser(Email, password);
    }

    private async Task<UserId> CreateAsync(DirectoryEnvironment environment, string password, CancellationToken ct)
    {
        var asked = new NewUser { Email = Email, Name = "Demo Person", EmailVerified = true, Password = password };
        return await create.RunAsync(environment, asked, Seeded.By, ct) switch
        {
            CreateUser.Outcome.Created created => created.User.Id,
            CreateUser.Outcome.Invalid invalid => throw new StartRefusedException(invalid.Problem.Id, invalid.Problem.Title),
            _ => throw new StartRefusedException("EL1703", "The demo's person could not be made; start again."),
        };
    }
}
