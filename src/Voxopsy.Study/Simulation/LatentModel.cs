using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation;

/// <summary>The statistical core of a simulation: from it every probability and every best possible area follows exactly.</summary>
/// <remarks>
/// Given the outcome y, latents are normal with means (y − ½)·δ and covariance Σ (1 on the diagonal, λᵢλⱼ for two latents of one factor, else 0), and markers are
/// independent. For any subset S: logit P(y = 1 | z_S) = logit π + δ_SᵀΣ_SS⁻¹z_S + the log ratios of its markers. Without markers the area under the curve of that
/// posterior is Φ(d / √2) with d² = δ_SᵀΣ_SS⁻¹δ_S; with markers it is the average of Φ over all pairs of marker values of a case and a control.
/// </remarks>
internal sealed class LatentModel
{
    /// <summary>The source of what does not tell the outcome.</summary>
    internal const string Nuisance = "nuisance";

    internal LatentModel(ImmutableArray<Factor> factors, ImmutableArray<Latent> latents, ImmutableArray<BinaryMarker> markers)
    {
        (Factors, Latents, Markers) = (factors, latents, markers);
        Views = [.. ViewsOf(latents, markers)];
    }

    internal ImmutableArray<Factor> Factors { get; }

    internal ImmutableArray<Latent> Latents { get; }

    internal ImmutableArray<BinaryMarker> Markers { get; }

    /// <summary>Gets the subsets whose posterior is written: everything, images, the clinical table, and each source.</summary>
    internal ImmutableArray<LatentView> Views { get; }

    /// <summary>Draws one patient's latents and markers.</summary>
    internal DrawnLatents Draw(bool outcome, string site, SeededRandom random)
    {
        Dictionary<string, double> factors = [];
        foreach (Factor factor in Factors)
        {
            factors[factor.Name] = random.NextNormal() + ((outcome ? 0.5 : -0.5) * factor.At(site));
        }

        ImmutableArray<double> z = [.. Latents.Select(latent =>
        {
            double own = random.NextNormal();
            return (latent.Loading * factors[latent.Factor]) + (Math.Sqrt(1 - (latent.Loading * latent.Loading)) * own);
        })];
        ImmutableArray<bool> marks = [.. Markers.Select(marker => random.NextDouble() < (outcome ? marker.WithOutcome : marker.WithoutOutcome))];
        return new DrawnLatents(z, marks);
    }

    /// <summary>The weights of the latents of a view in the exact log odds, at a site.</summary>
    internal double[] Weights(LatentView view, string site)
    {
        if (view.Latents.IsEmpty)
        {
            return [];
        }

        int count = view.Latents.Length;
        double[] separations = [.. view.Latents.Select(index => Separation(index, site))];
        double[] covariance = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                covariance[i + (j * count)] = i == j ? 1 : Covariance(Latents[view.Latents[i]], Latents[view.Latents[j]]);
            }
        }

        return Cholesky.TryFactor(Matrix.FromColumnMajor(count, count, covariance), out Cholesky? factor)
            ? factor.Solve(separations)
            : throw new ArgumentException($"Latents {string.Join(", ", view.Latents.Select(index => Latents[index].Name))} determine each other; give at most one latent of a factor a loading of 1.");
    }

    /// <summary>What the latents and markers of a view add to the log odds of a patient.</summary>
    internal double LogRatio(LatentView view, DrawnLatents drawn, string site)
    {
        double[] weights = Weights(view, site);
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * drawn.Z[view.Latents[i]];
        }

        foreach (int marker in view.Markers)
        {
            sum += Markers[marker].LogRatio(drawn.Marks[marker]);
        }

        return sum;
    }

    /// <summary>d′ of the latents of a view together.</summary>
    internal double Separation(LatentView view, string site)
    {
        double[] weights = Weights(view, site);
        double squared = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            squared += weights[i] * Separation(view.Latents[i], site);
        }

        return Math.Sqrt(Math.Max(0, squared));
    }

    /// <summary>The area under the curve that no model of a view can exceed on average.</summary>
    internal double BayesArea(LatentView view, string site)
    {
        double separation = Separation(view, site);
        int markers = view.Markers.Length;
        double area = 0;
        for (int ofCase = 0; ofCase < 1 << markers; ofCase++)
        {
            for (int ofControl = 0; ofControl < 1 << markers; ofControl++)
            {
                double probability = 1;
                double difference = 0;
                for (int m = 0; m < markers; m++)
                {
                    BinaryMarker marker = Markers[view.Markers[m]];
                    bool inCase = (ofCase >> m & 1) == 1;
                    bool inControl = (ofControl >> m & 1) == 1;
                    probability *= (inCase ? marker.WithOutcome : 1 - marker.WithOutcome) * (inControl ? marker.WithoutOutcome : 1 - marker.WithoutOutcome);
                    difference += marker.LogRatio(inCase) - marker.LogRatio(inControl);
                }

                area += probability * Higher(separation, difference);
            }
        }

        return area;
    }

    /// <summary>The probability that a case's log ratio exceeds a control's, half of it where they are equal: N(d² + difference, 2d²) above 0.</summary>
    private static double Higher(double separation, double difference) => separation > 0
        ? Normal.Cdf(((separation * separation) + difference) / (Math.Sqrt(2) * separation))
        : difference > 1e-12 ? 1 : difference < -1e-12 ? 0 : 0.5;

    internal double Separation(int latent, string site) => Latents[latent].Loading * Factors.First(factor => factor.Name == Latents[latent].Factor).At(site);

    private static double Covariance(Latent a, Latent b) => a.Factor == b.Factor ? a.Loading * b.Loading : 0;

    private static IEnumerable<LatentView> ViewsOf(ImmutableArray<Latent> latents, ImmutableArray<BinaryMarker> markers)
    {
        LatentView Of(string name, Func<string, SourceKind, bool> belongs) => new(
            name,
            [.. Enumerable.Range(0, latents.Length).Where(i => belongs(latents[i].Source, latents[i].Kind))],
            [.. Enumerable.Range(0, markers.Length).Where(i => belongs(markers[i].Source, SourceKind.Clinical))]);
        yield return Of(LatentView.Everything, (_, _) => true);
        yield return Of("image", (_, kind) => kind == SourceKind.Image);
        yield return Of("clinical", (_, kind) => kind == SourceKind.Clinical);
        foreach (string source in latents.Where(latent => latent.Kind == SourceKind.Image).Select(latent => latent.Source).Distinct().Where(source => source is not ("image" or Nuisance)))
        {
            yield return Of(source, (name, kind) => name == source && kind == SourceKind.Image);
        }
    }
}

/// <summary>The latents and markers that someone can see.</summary>
/// <param name="Name">Its name, such as <c>image</c> or <c>tumour</c>.</param>
/// <param name="Latents">Positions of its latents.</param>
/// <param name="Markers">Positions of its markers.</param>
internal sealed record LatentView(string Name, ImmutableArray<int> Latents, ImmutableArray<int> Markers)
{
    /// <summary>The name of the view that sees everything.</summary>
    internal const string Everything = "all";
}

/// <summary>One patient's draws.</summary>
/// <param name="Z">One number a latent.</param>
/// <param name="Marks">One answer a marker.</param>
internal sealed record DrawnLatents(ImmutableArray<double> Z, ImmutableArray<bool> Marks);
