namespace Everlatch.Server.Api.Environments;

/// <summary>An environment to be made.</summary>
internal sealed record NewEnvironmentBody
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public EnvironmentSettingsBody Settings { get; init; } = new();
}
