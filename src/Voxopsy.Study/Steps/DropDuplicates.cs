using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Voxopsy.Statistics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Drops columns that are exact copies of an earlier one in all training rows; two equal columns make a LASSO ambiguous.</summary>
public sealed class DropDuplicates : IStep
{
    /// <inheritdoc/>
    public string Name => "duplicates";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        HashSet<FeatureId> copies = [.. Copies(training.Features).Select(pair => pair.Copy)];
        return new KeptColumns([.. training.Features.Features.Where(feature => !copies.Contains(feature))]);
    }

    /// <summary>Each column that repeats an earlier one, with that one; same bits in every row.</summary>
    internal static ImmutableArray<(FeatureId Copy, FeatureId Original)> Copies(FeatureTable table)
    {
        List<(FeatureId, FeatureId)> copies = [];
        Dictionary<ulong, List<FeatureId>> byHash = [];
        foreach (FeatureId feature in table.Features)
        {
            ReadOnlySpan<double> values = table[feature];
            ulong hash = Hash(values);
            List<FeatureId> candidates = byHash.TryGetValue(hash, out List<FeatureId>? found) ? found : byHash[hash] = [];
            FeatureId? original = null;
            foreach (FeatureId candidate in candidates)
            {
                if (MemoryMarshal.AsBytes(values).SequenceEqual(MemoryMarshal.AsBytes(table[candidate])))
                {
                    original = candidate;
                    break;
                }
            }

            if (original is { } first)
            {
                copies.Add((feature, first));
            }
            else
            {
                candidates.Add(feature);
            }
        }

        return [.. copies];
    }

    private static ulong Hash(ReadOnlySpan<double> values)
    {
        ulong hash = 14695981039346656037;
        foreach (ulong bits in MemoryMarshal.Cast<double, ulong>(values))
        {
            hash = (hash ^ bits) * 1099511628211;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
