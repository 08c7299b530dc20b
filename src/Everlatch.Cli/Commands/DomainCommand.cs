using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch domain</c>: custom domains.</summary>
internal static class DomainCommand
{
    private const string Area = "/domains";

    private static readonly Argument<string> Id = new("domain") { Description = "The domain's id." };
    private static readonly Argument<string> Host = new("host") { Description = "The host name, without port." };
    private static readonly Option<string?> Tenant =
        new("--tenant") { Description = "The id of the tenant whose it is; else the whole environment's." };

    private static readonly Option<int?> Hours = new("--hours") { Description = "How long a link lasts; else a week." };

    private static readonly Option<string?> Name = new("--display-name") { Description = "The name that people see there." };
    private static readonly Option<string?> Logo = new("--logo-url") { Description = "https address of the logo." };
    private static readonly Option<string?> Color =
        new("--primary-color") { Description = "Colour of buttons and links, as #rrggbb." };

    private static readonly Option<string> Chain = new("--chain")
    {
        Description = "PEM file of the certificate and those between it and its root.", Required = true,
    };

    // Never the key itself: other users of the machine can read command lines.
    private static readonly Option<string> Key = new("--key")
    {
        Description = "PEM file of its private key, not encrypted; - for standard input.", Required = true,
    };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("domain", "Custom domains: hosts of customers, proven by DNS.")
    {
        Verb.List("List them.", Area, "id", "host", "tenant", "state", "reason", "checked_at"),
        Verb.Show("Read one, with the DNS records that prove it.", Area),
        Verb.Create("add", "Claim one; it prints the DNS records, of which either proves it.", AddAsync, Host, Tenant),
        Verb.Create(
            "verify",
            "Ask DNS about one now.",
            async (session, ct) => session.Output.Item(
                await session.Client.PostAsync(await session.PathAsync(Path(session) + "/verify", ct), null, ct)),
            Id),
        Verb.Create(
            "link", "Make a link to the page for whoever sets its DNS records; they need no account.", LinkAsync, Id, Hours),
        Verb.Create("brand", "Give the pages there a look of their own.", BrandAsync, Id, Name, Logo, Color),
        Verb.Create("unbrand", "Let the pages there look as the environment's.", UnbrandAsync, Id),
        Verb.Create("remove", "Take one away; its host leads nowhere from then on.", RemoveAsync, Id),
        new Command("certificate", "Certificates that you bring yourself.")
        {
            Verb.Create("put", "Serve a domain with a certificate of yours.", PutCertificateAsync, Id, Chain, Key),
            Verb.Create(
                "remove", "Take it away at once; one is ordered instead, if the server orders.", RemoveCertificateAsync, Id),
        },
    }.WithConnection();

    private static string Path(Session session) => Verb.At(Area, session.Value(Id));

    private static async Task AddAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync(Area, ct),
            new JsonObject().With("host", session.Value(Host)).With("tenant", session.Value(Tenant)),
            ct));

    private static async Task LinkAsync(Session session, CancellationToken ct) =>
        session.Output.Item(await session.Client.PostAsync(
            await session.PathAsync(Path(session) + "/links", ct), new JsonObject().With("hours", session.Value(Hours)), ct));

    private static async Task BrandAsync(Session session, CancellationToken ct)
    {
        var path = await session.PathAsync(Path(session), ct);
        var (item, etag) = await session.Client.GetAsync(path, ct);
        var look = (item["branding"]?.DeepClone().AsObject() ?? [])
            .With("display_name", session.Value(Name))
            .With("logo_url", session.Value(Logo))
            .With("primary_color", session.Value(Color));
        session.Output.Item(await session.Client.PutAsync(path + "/branding", look, etag, ct));
    }

    private static async Task UnbrandAsync(Session session, CancellationToken ct)
    {
        var path = await session.PathAsync(Path(session), ct);
        await session.Client.DeleteAsync(path + "/branding", (await session.Client.GetAsync(path, ct)).ETag, ct);
        session.Output.Done($"The pages at {session.Value(Id)} look as the environment's.");
    }

    private static async Task RemoveAsync(Session session, CancellationToken ct)
    {
        var path = await session.PathAsync(Path(session), ct);
        await session.Client.DeleteAsync(path, (await session.Client.GetAsync(path, ct)).ETag, ct);
        session.Output.Done($"{session.Value(Id)} is removed.");
    }

    private static async Task PutCertificateAsync(Session session, CancellationToken ct)
    {
        var body = new JsonObject()
            .With("chain", await ReadAsync(session.Value(Chain)!, ct))
            .With("private_key", await ReadAsync(session.Value(Key)!, ct));
        session.Output.Item(
            await session.Client.PutAsync(await session.PathAsync(Path(session) + "/certificate", ct), body, null, ct));
    }

    private static async Task<string> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            return await (file == "-" ? Console.In.ReadToEndAsync(ct) : File.ReadAllTextAsync(file, ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongUsageException($"'{file}' cannot be read: {e.Message}");
        }
    }

    private static async Task RemoveCertificateAsync(Session session, CancellationToken ct)
    {
        await session.Client.DeleteAsync(await session.PathAsync(Path(session) + "/certificate", ct), null, ct);
        session.Output.Done($"The certificate of {session.Value(Id)} is removed.");
    }
}
