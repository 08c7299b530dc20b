using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Access;
using Everlatch.Oidc.Par;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Authorize;

/// <summary>An authorization request that OpenIddict and <see cref="CheckAccess" /> have accepted.</summary>
internal sealed record AuthorizationRequest
{
    /// <summary>The environment that it arrived at.</summary>
    public required DirectoryEnvironment Environment { get; init; }

    /// <summary>The application that asks.</summary>
    public required ApplicationEntry Application { get; init; }

    /// <summary>Where the answer goes; one of the application's.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The application's own value, to be returned as it is.</summary>
    public string? State { get; init; }

    /// <summary>The scopes and resources that it may have.</summary>
    public required AccessOutcome.Granted Access { get; init; }

    /// <summary>The S256 challenge.</summary>
    public required string CodeChallenge { get; init; }

    /// <summary>The value to stand in the ID token.</summary>
    public string? Nonce { get; init; }

    /// <summary>How the person is to be asked (OpenID Connect Core §3.1.2.1).</summary>
    public required ImmutableArray<string> Prompts { get; init; }

    /// <summary>How long ago the person may have signed in, at most.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The row of the pushed request that it came from.</summary>
    public string? PushedRequestId { get; init; }

    /// <summary>An ID token of the person whom the application expects, not verified.</summary>
    public string? IdTokenHint { get; init; }

    /// <summary>Whether nobody may be asked anything.</summary>
    public bool IsSilent => Prompts.Contains(PromptValues.None);

    /// <summary>Takes the parameters of an accepted request.</summary>
    public static AuthorizationRequest Of(
        DirectoryEnvironment environment, ApplicationEntry application, OpenIddictRequest request) => new()
    {
        Environment = environment,
        Application = application,
        RedirectUri = request.RedirectUri!,
        State = request.State,
        Access = DecideAccess.For(environment, application, request.GetScopes(), request.GetResources()) as AccessOutcome.Granted
            ?? throw new InvalidOperationException("A request was accepted with access that it may not have."),
        CodeChallenge = request.CodeChallenge!,
        Nonce = request.Nonce,
        Prompts = request.GetPromptValues(),
        MaxAge = request.MaxAge is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : null,
        IdTokenHint = request.IdTokenHint,
        PushedRequestId = PushedRequest.TryIdOf(request.RequestUri, out var id) ? id : null,
    };
}
