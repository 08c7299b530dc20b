namespace Everlatch.Watch.Probes;

/// <summary>A person, the application that they sign in to, and a machine.</summary>
public sealed record ProbeAccess
{
    /// <summary>The person.</summary>
    public required Person User { get; init; }

    /// <summary>The application.</summary>
    public required WebClient Web { get; init; }

    /// <summary>The machine.</summary>
    public required MachineClient Machine { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Web.ClientId} and {Machine.ClientId}";

    /// <summary>Somebody with a password and at most one step after it.</summary>
    public sealed record Person(string Email, string Password);

    /// <summary>A web application with a secret.</summary>
    public sealed record WebClient(string ClientId, string ClientSecret, Uri RedirectUri);

    /// <summary>A machine client and the API that it may call.</summary>
    public sealed record MachineClient(string ClientId, string ClientSecret, string Audience);
}
