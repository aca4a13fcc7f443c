using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.Networks;

namespace Voxopsy.Deep.Training;

/// <summary>Cases to learn from, proven to be of one kind: same sizes, same variables, each case once.</summary>
public sealed class TrainingExamples
{
    private TrainingExamples(ImmutableArray<TrainingExample> cases) => Cases = cases;

    /// <summary>The cases.</summary>
    public ImmutableArray<TrainingExample> Cases { get; }

    /// <summary>The patients, each once.</summary>
    public ImmutableHashSet<string> Patients => [.. Cases.Select(example => example.Patient)];

    /// <summary>Proves cases to be of one kind.</summary>
    /// <exception cref="TrainingException">There are none, they differ, or a case stands twice.</exception>
    public static TrainingExamples Of(IEnumerable<TrainingExample> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ImmutableArray<TrainingExample> all = [.. cases];
        if (all.IsEmpty)
        {
            throw new TrainingException(TrainingFault.TooFewPatients, "There are no cases to learn from. Check which cases have images and masks.");
        }

        TrainingExample first = all[0];
        foreach (TrainingExample other in all)
        {
            if (other.Crop.Size != first.Crop.Size || other.Clinical.Length != first.Clinical.Length)
            {
                throw new TrainingException(
                    TrainingFault.UnequalCases,
                    $"Case '{other.Case}' has {other.Crop.Size} and {other.Clinical.Length} variables, case '{first.Case}' {first.Crop.Size} and {first.Clinical.Length}. Make all crops with the same settings.");
            }
        }

        string? twice = all.GroupBy(example => example.Case, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? new TrainingExamples(all)
            : throw new TrainingException(TrainingFault.SharedPatient, $"Case '{twice}' stands more than once among the cases to learn from. Give each case its own name.");
    }

    /// <summary>The cases as one batch, as they are; for networks that do not learn.</summary>
    /// <param name="settings">What the network takes.</param>
    public InputBatch PlainBatch(ClassifierSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new BatchBuilder(settings, ClinicalScale.Fit(Cases)).Plain(Cases);
    }

    /// <summary>Some of the cases.</summary>
    internal TrainingExamples Where(Func<TrainingExample, bool> wanted) => Of(Cases.Where(wanted));

    /// <summary>Refuses cases that a classifier cannot learn from.</summary>
    internal void CheckFor(ClassifierSettings settings)
    {
        HeadSettings head = settings.Network.Head;
        if (Cases[0].Crop.Size != settings.Input || Cases[0].Clinical.Length != settings.ClinicalVariables)
        {
            throw new TrainingException(
                TrainingFault.UnequalCases, $"The cases have {Cases[0].Crop.Size} and {Cases[0].Clinical.Length} variables, the classifier takes {settings.Input} and {settings.ClinicalVariables}. Make both from the same settings.");
        }

        CheckPhases(Cases, settings);
        if (Cases.FirstOrDefault(example => settings.Mask == MaskUse.Channel && example.Crop.Region.Length == 0) is { } bare)
        {
            throw new TrainingException(TrainingFault.UnequalCases, $"Case '{bare.Case}' has no mask, but the mask is a channel. Leave the case out, or do without the channel.");
        }

        if (Cases.FirstOrDefault(example => example.Grade < 0 || example.Grade >= head.Classes) is { } strange)
        {
            throw new TrainingException(TrainingFault.UnequalCases, $"Case '{strange.Case}' is of class {strange.Grade}; the head tells classes 0 to {head.Classes - 1} apart.");
        }

        if (Cases.Select(example => example.Grade).Distinct().Count() < 2)
        {
            throw new TrainingException(TrainingFault.OneClass, $"All {Cases.Length} cases to learn from are of class {Cases[0].Grade}, so nothing can be told apart. Use fewer folds, or stratify by the outcome.");
        }
    }

    /// <summary>Refuses cases that lack a phase where the classifier needs all.</summary>
    internal static void CheckPhases(IEnumerable<TrainingExample> cases, ClassifierSettings settings)
    {
        if (!settings.TakesMissingPhases && cases.FirstOrDefault(example => example.Crop.Present.Contains(false)) is { } partial)
        {
            throw new TrainingException(
                TrainingFault.MissingPhase,
                $"Case '{partial.Case}' lacks phase {partial.Crop.Present.IndexOf(false) + 1} of {partial.Crop.Size.Phases}, and fusion '{settings.Fusion}' needs all. Leave the case out, set modality dropout above 0, or fuse decisions or mean features.");
        }
    }

    /// <summary>The identity of the cases: every voxel and number.</summary>
    internal string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TrainingExample example in Cases)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{example.Case}\n{example.Patient}\n{example.Grade}\n{string.Join(',', example.Crop.Present)}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(example.Crop.Voxels.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(example.Crop.Region.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(example.Clinical.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
