using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Clients;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Server.Api.Idempotency;

namespace Everlatch.Server.Api.Clients;

/// <summary>Routes of a client's secrets: at most two alive, so that one can be rotated without downtime.</summary>
internal static class SecretRoutes
{
    /// <summary>Maps the three of them below the client's own route.</summary>
    public static RouteGroupBuilder MapSecrets(
        this IEndpointRouteBuilder environment, SecretHolder holder, Delegate list, Delegate add, Delegate remove)
    {
        var secrets = environment.MapGroup($"{holder.Path}/secrets").WithTags(holder.Tag);
        secrets.MapGet("", list)
            .WithName($"List{holder.Name}Secrets").WithSummary($"List {holder.Words}'s secrets, without the secrets themselves")
            .Requires(holder.ReadScope).Produces<PageBody<SecretBody>>();
        secrets.MapPost("", add)
            .WithName($"Add{holder.Name}Secret").WithSummary("Add a secret, shown this once")
            .Requires(holder.WriteScope).Idempotent().Produces<MadeSecretBody>(StatusCodes.Status201Created);
        secrets.MapDelete("/{secret}", remove)
            .WithName($"Remove{holder.Name}Secret").WithSummary("Take a secret away at once")
            .Requires(holder.WriteScope).Produces(StatusCodes.Status204NoContent);
        return secrets;
    }

    /// <summary>A page of what is known of secrets.</summary>
    public static IResult List(this PageWriter pages, IReadOnlyList<StoredSecret> secrets, Paging paging) =>
        Results.Ok(pages.Cut(secrets, paging, secret => secret.Id.Value, SecretBody.Of));

    /// <summary>A secret that was made, or why it was not.</summary>
    public static IResult Added(Edit<NewSecret> edit, EnvironmentId environment, string client) =>
        Answers.Of(
            edit,
            secret => Results.Created(
                $"{ManagementFeature.Prefix}/environments/{environment}/{client}/secrets/{secret.Id}",
                MadeSecretBody.Of(secret)));

    /// <summary>A secret that was taken away, or why it was not.</summary>
    public static IResult Removed(Edit<SecretId> edit) => Answers.Of(edit, _ => Results.NoContent());
}
