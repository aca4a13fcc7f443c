using Voxopsy.Tensors.Operators;
using Voxopsy.Testing;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed class SamplingOracleTests
{
    [Fact]
    public void AffineGridAndGridSample_ReferenceTensors_Agree() => NetworkFolder.Run("affine", (folder, backend) =>
    {
        double tolerance = folder.Tolerance("atol", 1e-5);
        foreach (string name in folder.Names)
        {
            if (name.StartsWith("theta", StringComparison.Ordinal) || (name[0] == 'x' && !name.Contains('_', StringComparison.Ordinal)))
            {
                continue;
            }

            folder.Try(name, () => Answer(folder, backend, name, tolerance));
        }
    });

    private static void Answer(NetworkFolder folder, IBackend backend, string name, double tolerance)
    {
        using var tape = Tape.Inference(backend);
        string[] parts = name.Split('_');
        char space = parts[0][^1];
        CornerAlignment alignment = parts[^1] switch
        {
            "ac1" => CornerAlignment.Centers,
            "ac0" => CornerAlignment.Edges,
            _ => throw new NotSupportedException($"An alignment of the unknown kind '{parts[^1]}'."),
        };
        Tensor theta = folder.Input(tape, "theta" + space);
        string where = $"{name} on {backend.Name}";
        if (parts[0].StartsWith("grid", StringComparison.Ordinal))
        {
            Shape shape = folder.ShapeOf(name);
            Extent size = shape.Rank == 5 ? new Extent(shape[1], shape[2], shape[3]) : Extent.Plane(shape[1], shape[2]);
            folder.CheckElements(where, "grid", folder.Numbers(name), tape.AffineGrid(theta, size, alignment).ToArray(), 0, tolerance);
            return;
        }

        if (parts[0] is not ("s2" or "s3"))
        {
            folder.Fail(name, "tensors of an unknown kind");
            return;
        }

        SamplingSettings settings = new()
        {
            Alignment = alignment,
            Mode = parts[1] switch { "nearest" => InterpolationMode.Nearest, "bilinear" => InterpolationMode.Linear, "bicubic" => InterpolationMode.Cubic, _ => throw new NotSupportedException($"The unknown mode '{parts[1]}'.") },
            Border = parts[2] switch { "zeros" => SamplingBorder.Zeros, "border" => SamplingBorder.Border, "reflection" => SamplingBorder.Reflection, _ => throw new NotSupportedException($"The unknown border '{parts[2]}'.") },
        };
        Tensor grid = tape.AffineGrid(theta, Extent.Of(folder.ShapeOf(name)), alignment);
        float[] actual = tape.GridSample(folder.Input(tape, "x" + space), grid, settings).ToArray();
        float[] expected = folder.Numbers(name);
        if (settings.Mode == InterpolationMode.Nearest)
        {
            double differing = expected.Zip(actual).Count(pair => !(Math.Abs(pair.First - pair.Second) <= tolerance)) / (double)expected.Length;
            folder.Check(where, "share of differing values", 0, differing, 0.005, OracleTally.Measure.Absolute);
            return;
        }

        folder.CheckElements(where, "sample", expected, actual, 0, tolerance);
    }
}
