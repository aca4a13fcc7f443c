using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>Places between the penalties of a path.</summary>
internal static class PenaltyGrid
{
    /// <summary>The places on either side of a penalty and the share of the left one.</summary>
    internal static (int Left, int Right, double Share) Locate(ImmutableArray<double> lambdas, double lambda)
    {
        if (lambda >= lambdas[0])
        {
            return (0, 0, 1);
        }

        if (lambda <= lambdas[^1])
        {
            return (lambdas.Length - 1, lambdas.Length - 1, 1);
        }

        int right = 1;
        while (lambdas[right] > lambda)
        {
            right++;
        }

        return lambdas[right] == lambda
            ? (right, right, 1)
            : (right - 1, right, (lambda - lambdas[right]) / (lambdas[right - 1] - lambdas[right]));
    }
}
