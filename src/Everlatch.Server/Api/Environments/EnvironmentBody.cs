using Everlatch.Core.Ids;
using Everlatch.Identity.Environments;

namespace Everlatch.Server.Api.Environments;

/// <summary>An environment as sent.</summary>
internal sealed record EnvironmentBody
{
    public required EnvironmentId Id { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required EnvironmentSettingsBody Settings { get; init; }

    public required bool IsOperator { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static EnvironmentBody Of(StoredEnvironment environment) => new()
    {
        Id = environment.Id,
        Name = environment.Name,
        Region = environment.Region.Value,
        Settings = EnvironmentSettingsBody.Of(environment.Settings),
        IsOperator = environment.Settings.IsOperator,
        CreatedAt = environment.CreatedAt,
        UpdatedAt = environment.UpdatedAt,
    };
}
