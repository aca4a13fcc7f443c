using System.Globalization;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Splits frames that share positions into stacks, by whatever really separates them: an attribute, two attributes, or time.</summary>
/// <remarks>
/// An attribute separates when each of its values has every position at most once and spans an even stack. Several attributes may look
/// promising (an acquisition number that two of three phases share); only one that explains all repetitions is taken.
/// </remarks>
internal static class FrameSeparator
{
    /// <summary>Frames closer than this along the normal lie at one position, mm.</summary>
    internal const double SamePosition = 0.01;

    /// <summary>How many frames lie at the position that is shared most.</summary>
    internal static int Multiplicity(SliceStack stack)
    {
        int most = 1;
        int run = 1;
        for (int i = 1; i < stack.Positions.Length; i++)
        {
            run = stack.Positions[i] - stack.Positions[i - 1] < SamePosition ? run + 1 : 1;
            most = Math.Max(most, run);
        }

        return most;
    }

    /// <summary>The stacks, in time order where times are known; null when nothing separates the frames.</summary>
    internal static IReadOnlyList<Separated>? Split(SliceStack stack)
    {
        string[] varying = [.. Varying(stack)];
        foreach (string name in varying)
        {
            if (Try(stack, [name]) is { } parts)
            {
                return parts;
            }
        }

        for (int i = 0; i < varying.Length; i++)
        {
            for (int j = i + 1; j < varying.Length; j++)
            {
                if (Try(stack, [varying[i], varying[j]]) is { } parts)
                {
                    return parts;
                }
            }
        }

        return SplitByTime(stack);
    }

    /// <summary>Stacks that lie between each other without sharing a position, such as two interleaved acquisitions; null when there are none.</summary>
    internal static IReadOnlyList<Separated>? SplitInterleaved(SliceStack stack)
    {
        foreach (string name in Varying(stack))
        {
            if (Try(stack, [name]) is { } parts && parts.All(part => part.Stack.Positions.Length >= 3) && Overlap(parts))
            {
                return parts;
            }
        }

        return null;
    }

    private static IEnumerable<string> Varying(SliceStack stack) =>
        stack.Frames.SelectMany(frame => frame.Separators.Keys).Distinct()
            .Where(name => stack.Frames.Select(frame => frame.Separators.GetValueOrDefault(name, string.Empty)).Distinct().Skip(1).Any());

    private static List<Separated>? Try(SliceStack stack, string[] names)
    {
        List<Separated> parts = [];
        foreach (IGrouping<string, ImageFrame> group in stack.Frames.GroupBy(frame => string.Join(", ", names.Select(name => $"{name}={frame.Separators.GetValueOrDefault(name, "(none)")}"))))
        {
            SliceStack part = SliceStack.Of(group);
            if (Multiplicity(part) > 1 || part.Positions.Length < 2 || !part.IsEven || !part.IsStraight)
            {
                return null;
            }

            parts.Add(new Separated(group.Key, part));
        }

        int largest = parts.Max(part => part.Stack.Positions.Length);
        return parts.Any(part => part.Stack.Positions.Length * 2 < largest) ? null : InOrder(parts);
    }

    private static List<Separated> InOrder(List<Separated> parts)
    {
        bool timed = parts.All(part => double.IsFinite(part.StartSeconds)) && parts.Select(part => part.StartSeconds).Distinct().Count() == parts.Count;
        return timed
            ? [.. parts.OrderBy(part => part.StartSeconds)]
            : [.. parts.OrderBy(part => part.Label.Length).ThenBy(part => part.Label, StringComparer.Ordinal)];
    }

    private static List<Separated>? SplitByTime(SliceStack stack)
    {
        int phases = Multiplicity(stack);
        if (stack.Frames.Count % phases != 0 || stack.Frames.Count == phases)
        {
            return null;
        }

        string[] names = [.. stack.Frames[0].Times.Keys.Where(name => stack.Frames.All(frame => frame.Times.ContainsKey(name)))];
        foreach (string name in names)
        {
            List<ImageFrame>[] phase = [.. Enumerable.Range(0, phases).Select(_ => new List<ImageFrame>())];
            for (int at = 0; at < stack.Frames.Count; at += phases)
            {
                // Each position must be shared by as many frames as there are phases.
                if (stack.Positions[at + phases - 1] - stack.Positions[at] >= SamePosition)
                {
                    return null;
                }

                int index = 0;
                foreach (ImageFrame frame in stack.Frames.Skip(at).Take(phases).OrderBy(frame => frame.Times[name]))
                {
                    phase[index++].Add(frame);
                }
            }

            // Every image of one phase must be older than every image of the next.
            bool apart = Enumerable.Range(1, phases - 1).All(i => phase[i - 1].Max(frame => frame.Times[name]) < phase[i].Min(frame => frame.Times[name]));
            SliceStack[] stacks = [.. phase.Select(SliceStack.Of)];
            if (apart && stacks.All(part => part.IsStraight))
            {
                return [.. stacks.Select((part, i) => new Separated(
                    string.Create(CultureInfo.InvariantCulture, $"phase {i + 1} of {phases} by {name}, {Clock(part.Frames.Min(frame => frame.Times[name]))}"),
                    part))];
            }
        }

        return null;
    }

    private static bool Overlap(IReadOnlyList<Separated> parts)
    {
        Separated[] byStart = [.. parts.OrderBy(part => part.Stack.Positions[0])];
        return Enumerable.Range(1, byStart.Length - 1).All(i => byStart[i].Stack.Positions[0] < byStart[i - 1].Stack.Positions[^1]);
    }

    private static string Clock(double seconds) => TimeSpan.FromSeconds(Math.Floor(seconds % 86400)).ToString("c", CultureInfo.InvariantCulture);

    /// <summary>One stack and what makes it different from the others.</summary>
    internal sealed record Separated(string Label, SliceStack Stack)
    {
        internal double StartSeconds => Start(Stack.Frames);

        /// <summary>The earliest time that all frames have, or NaN.</summary>
        internal static double Start(IReadOnlyList<ImageFrame> frames)
        {
            foreach (string name in (string[])["AcquisitionDateTime", "AcquisitionTime", "ContentTime"])
            {
                if (frames.All(frame => frame.Times.ContainsKey(name)))
                {
                    return frames.Min(frame => frame.Times[name]);
                }
            }

            return double.NaN;
        }
    }
}
