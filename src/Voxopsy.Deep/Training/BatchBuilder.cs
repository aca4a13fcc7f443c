using Voxopsy.Deep.Augmentation;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;

namespace Voxopsy.Deep.Training;

/// <summary>Puts cases together into batches: changed by chance while training, as they are for judging.</summary>
internal sealed class BatchBuilder(ClassifierSettings settings, ClinicalScale scale)
{
    private int ImageVoxels => settings.Channels * settings.Input.ChannelVoxels;

    private int CaseVoxels => settings.Input.Instances * ImageVoxels;

    /// <summary>A batch as the cases are.</summary>
    internal InputBatch Plain(IReadOnlyList<TrainingExample> cases)
    {
        float[] images = new float[cases.Count * CaseVoxels];
        float[] present = [.. cases.SelectMany(example => example.Crop.Present.Select(there => there ? 1f : 0f))];
        for (int i = 0; i < cases.Count; i++)
        {
            for (int instance = 0; instance < settings.Input.Instances; instance++)
            {
                Copy(cases[i].Crop, instance, images.AsSpan((i * CaseVoxels) + (instance * ImageVoxels), ImageVoxels));
            }
        }

        return Batch(cases, images, present, Targets(cases));
    }

    /// <summary>A batch for learning; the draws depend on seed, case and epoch alone.</summary>
    internal InputBatch Changed(IReadOnlyList<TrainingExample> cases, TrainingPlan plan, int epoch)
    {
        InputBatch plain = Plain(cases);
        int phases = settings.Input.Phases;
        for (int i = 0; i < cases.Count; i++)
        {
            string place = $"{cases[i].Case}/epoch {epoch}";
            DropPhases(plain.Images.AsSpan(i * CaseVoxels, CaseVoxels), plain.Present.AsSpan(i * phases, phases), new Chance(plan.Seed, place).For("modality dropout"));
            for (int instance = 0; instance < settings.Input.Instances; instance++)
            {
                Span<float> image = plain.Images.AsSpan((i * CaseVoxels) + (instance * ImageVoxels), ImageVoxels);
                ImageBlock block = new(image.ToArray(), settings.Channels, settings.Input.Depth, settings.Input.Height, settings.Input.Width) { MaskChannels = settings.MaskChannels };
                plan.Augmentation.Apply(block, new Chance(plan.Seed, settings.Input.Instances == 1 ? place : $"{place}/{instance}"));
                block.Voxels.CopyTo(image);
            }
        }

        return plan.Augmentation.MixUp.Probability > 0 ? Mixed(plain, cases, plan, epoch) : plain;
    }

    private InputBatch Mixed(InputBatch batch, IReadOnlyList<TrainingExample> cases, TrainingPlan plan, int epoch)
    {
        float[] images = (float[])batch.Images.Clone();
        float[] targets = (float[])batch.Targets.Clone();
        int outputs = targets.Length / cases.Count;
        for (int i = 0; i < cases.Count; i++)
        {
            int other = (i + 1) % cases.Count;
            double share = plan.Augmentation.MixUp.Share(new Chance(plan.Seed, $"{cases[i].Case}/epoch {epoch}"));
            if (share < 1)
            {
                MixUp.Blend(images.AsSpan(i * CaseVoxels, CaseVoxels), batch.Images.AsSpan(other * CaseVoxels, CaseVoxels), share);
                MixUp.Blend(targets.AsSpan(i * outputs, outputs), batch.Targets.AsSpan(other * outputs, outputs), share);
            }
        }

        return batch with { Images = images, Targets = targets };
    }

    private InputBatch Batch(IReadOnlyList<TrainingExample> cases, float[] images, float[] present, float[] targets)
    {
        CropSize size = settings.Input;
        int rows = cases.Count * size.Instances;
        return new InputBatch(
            cases.Count,
            size.Depth > 1 ? new Shape(rows, settings.Channels, size.Depth, size.Height, size.Width) : new Shape(rows, settings.Channels, size.Height, size.Width),
            images,
            present,
            [.. cases.SelectMany(example => Enumerable.Range(0, settings.ClinicalVariables).Select(variable => scale.Scaled(example.Clinical, variable)))],
            targets);
    }

    /// <summary>What the head should answer: 1 for the positive class, one-hot classes, or 1 for each grade that is exceeded.</summary>
    private float[] Targets(IReadOnlyList<TrainingExample> cases)
    {
        HeadSettings head = settings.Network.Head;
        return [.. cases.SelectMany(example => Enumerable.Range(0, head.Outputs).Select(output => head.Kind switch
        {
            HeadKind.MultiClass => example.Grade == output ? 1f : 0f,
            _ => example.Grade > output ? 1f : 0f,
        }))];
    }

    private void Copy(Crop crop, int instance, Span<float> target)
    {
        int length = settings.Input.Phases * settings.Input.PhaseVoxels;
        crop.Voxels.AsSpan(instance * length, length).CopyTo(target);
        if (settings.MaskChannels > 0)
        {
            crop.Region.AsSpan(instance * settings.Input.PhaseVoxels, settings.Input.PhaseVoxels).CopyTo(target[length..]);
        }
    }

    /// <summary>Leaves phases out as chance has it, but never all that are there.</summary>
    private void DropPhases(Span<float> images, Span<float> present, Draws draws)
    {
        if (settings.ModalityDropout <= 0)
        {
            return;
        }

        int left = 0;
        foreach (float there in present)
        {
            left += there > 0 ? 1 : 0;
        }

        for (int phase = 0; phase < present.Length; phase++)
        {
            bool goes = draws.Happens(settings.ModalityDropout);
            if (!goes || present[phase] == 0 || left == 1)
            {
                continue;
            }

            left--;
            present[phase] = 0;
            for (int instance = 0; instance < settings.Input.Instances; instance++)
            {
                Span<float> voxels = images.Slice((instance * ImageVoxels) + (phase * settings.Input.PhaseVoxels), settings.Input.PhaseVoxels);
                voxels.Fill(Least(voxels));
            }
        }
    }

    // Background is the lowest value there is, as it is for a phase that was never there.
    private static float Least(ReadOnlySpan<float> voxels)
    {
        float least = float.PositiveInfinity;
        foreach (float voxel in voxels)
        {
            least = MathF.Min(least, voxel);
        }

        return least;
    }
}
