namespace Everlatch.Server.Api.Apis;

/// <summary>An API to be made.</summary>
internal sealed record NewApiBody : ApiChangeBody
{
    /// <summary>The <c>aud</c> of its tokens: an absolute URI. It never changes.</summary>
    public required string Audience { get; init; }
}
