using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>How much a term's variance grows because the other terms tell the same.</summary>
/// <param name="Term">The term.</param>
/// <param name="Factor">The generalized variance inflation factor, at least 1; above 10 is trouble for a term of one column.</param>
/// <param name="DegreesOfFreedom">The number of the term's columns.</param>
/// <remarks>Source: Fox and Monette 1992, J Am Stat Assoc 87:178.</remarks>
public sealed record VarianceInflation(string Term, double Factor, int DegreesOfFreedom)
{
    /// <summary>Gets the factor brought to the scale of one column: its 2·columns-th root.</summary>
    public double PerColumn => Math.Pow(Factor, 1.0 / (2 * DegreesOfFreedom));

    /// <summary>The factors of all terms of a model of at least two terms.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="terms">Its terms, in the order of its columns.</param>
    /// <exception cref="ArgumentException">The terms have other columns than the model.</exception>
    public static ImmutableArray<VarianceInflation> Of(LogisticModel model, IReadOnlyList<ModelTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(terms);
        if (!terms.SelectMany(term => term.Columns).SequenceEqual(model.Names))
        {
            throw new ArgumentException("The terms must have the model's columns in its order.", nameof(terms));
        }

        int size = model.Names.Length;
        double whole = LogDeterminant(model.Covariance, [.. Enumerable.Range(1, size)]);
        ImmutableArray<VarianceInflation>.Builder factors = ImmutableArray.CreateBuilder<VarianceInflation>(terms.Count);
        int first = 1;
        foreach (ModelTerm term in terms)
        {
            int[] own = [.. Enumerable.Range(first, term.Columns.Length)];
            int[] others = [.. Enumerable.Range(1, size).Except(own)];
            factors.Add(new VarianceInflation(
                term.Name, Math.Exp(LogDeterminant(model.Covariance, own) + LogDeterminant(model.Covariance, others) - whole), own.Length));
            first += own.Length;
        }

        return factors.MoveToImmutable();
    }

    /// <summary>The log determinant of the correlations of some coefficients.</summary>
    private static double LogDeterminant(Matrix covariance, int[] places)
    {
        double[] values = new double[places.Length * places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = 0; j < places.Length; j++)
            {
                double scale = Math.Sqrt(covariance[places[i], places[i]] * covariance[places[j], places[j]]);
                values[(j * places.Length) + i] = covariance[places[i], places[j]] / scale;
            }
        }

        return Cholesky.TryFactor(Matrix.FromColumnMajor(places.Length, places.Length, values), out Cholesky? factor) ? factor.LogDeterminant : double.NaN;
    }
}
