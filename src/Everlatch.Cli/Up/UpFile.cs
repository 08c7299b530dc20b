namespace Everlatch.Cli.Up;

/// <summary>
/// What <c>up.json</c> tells whoever started this: where everything is, and the credentials of the first clients.
/// </summary>
internal sealed record UpFile
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Regions that run here.</summary>
    public required IReadOnlyList<RegionAddress> Regions { get; init; }

    /// <summary>The operator's management client.</summary>
    public required ManagementAccess Management { get; init; }

    /// <summary>The demo; null without one.</summary>
    public DemoAccess? Demo { get; init; }

    /// <summary>Page where mails can be read while no SMTP server is set; null with one.</summary>
    public string? Mail { get; init; }

    /// <summary>Page where people see after their account, their sessions and their API tokens.</summary>
    public required string Portal { get; init; }

    /// <summary>The status page; null until a release brings it.</summary>
    public string? Status { get; init; }

    /// <summary>A region and its address.</summary>
    internal sealed record RegionAddress(string Name, string Url);

    /// <summary>The management API and a client that may use all of it.</summary>
    internal sealed record ManagementAccess(string Url, string ClientId, string ClientSecret);

    /// <summary>Everything of the demo.</summary>
    internal sealed record DemoAccess(DemoUser User, DemoWeb Web, DemoMachine Machine);

    /// <summary>A person who can sign in.</summary>
    internal sealed record DemoUser(string Email, string Password);

    /// <summary>The web application that people sign in to.</summary>
    internal sealed record DemoWeb(string ClientId, string ClientSecret, string RedirectUri);

    /// <summary>A machine and the API that it may call.</summary>
    internal sealed record DemoMachine(string ClientId, string ClientSecret, string Audience);
}
