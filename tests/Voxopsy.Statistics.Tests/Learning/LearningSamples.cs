using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Learning;

/// <summary>Drawn tables with a known answer.</summary>
internal static class LearningSamples
{
    /// <summary>Normal columns; events are shifted in the first two.</summary>
    internal static (FeatureTable Table, bool[] Events) Shifted(int rows, int columns, double shift, long seed)
    {
        SeededRandom random = new SeededRandom(seed).For("sample");
        bool[] events = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < 0.45)];
        double[][] values = [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, rows).Select(i => random.NextNormal() + (events[i] && j < 2 ? shift : 0)).ToArray())];
        return (Table(values), events);
    }

    /// <summary>Events lie inside a ring: no straight line tells them apart.</summary>
    internal static (FeatureTable Table, bool[] Events) Ring(int rows, long seed)
    {
        SeededRandom random = new SeededRandom(seed).For("ring");
        double[] x = [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())];
        double[] y = [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())];
        return (Table([x, y]), [.. x.Select((value, i) => (value * value) + (y[i] * y[i]) < 1.4)]);
    }

    internal static FeatureTable Table(double[][] columns) => new(
        [.. columns[0].Select((_, i) => $"S{i}")], [.. columns.Select((_, j) => new FeatureId($"x{j}"))], columns);

    /// <summary>The table with every so-many-th value missing.</summary>
    internal static FeatureTable WithGaps(FeatureTable table, int every) => new(
        table.Subjects,
        table.Features,
        Enumerable.Range(0, table.Features.Length).Select(j => table.Column(j).ToArray().Select((value, i) => ((i * table.Features.Length) + j) % every == 0 ? double.NaN : value).ToArray()));
}
