using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>Convolutions whose result is added to their input.</summary>
internal sealed class ResidualBlock
{
    private readonly List<ConvolutionNorm> _path = [];
    private readonly ConvolutionNorm? _projection;
    private readonly SqueezeExcitation? _excitation;
    private readonly PoolingSettings? _subsampling;
    private readonly int _zeroChannels;

    internal ResidualBlock(LayerScope scope, ResNetSettings settings, int inputs, int width, int stride, int dilation)
    {
        int outputs = width * Expansion(settings.Block);
        var three = new ConvolutionForm(scope.Size(3)) { Stride = scope.Size(stride), Padding = scope.Padding(dilation), Dilation = dilation };
        var one = new ConvolutionForm(Extent.One) { Padding = Extent.Zero };
        if (settings.Block == ResNetBlock.Basic)
        {
            _path.Add(new ConvolutionNorm(scope["conv1"], scope["bn1"], inputs, width, three, Activation.Relu));
            _path.Add(new ConvolutionNorm(scope["conv2"], scope["bn2"], width, outputs, three with { Stride = Extent.One }));
        }
        else
        {
            _path.Add(new ConvolutionNorm(scope["conv1"], scope["bn1"], inputs, width, one, Activation.Relu));
            _path.Add(new ConvolutionNorm(scope["conv2"], scope["bn2"], width, width, three, Activation.Relu));
            _path.Add(new ConvolutionNorm(scope["conv3"], scope["bn3"], width, outputs, one));
        }

        if (settings.SqueezeReduction > 0)
        {
            _excitation = new SqueezeExcitation(scope["se"], outputs, Math.Max(1, outputs / settings.SqueezeReduction), Pointwise.Relu);
        }

        if (stride == 1 && inputs == outputs)
        {
            return;
        }

        if (settings.Shortcut == Shortcut.Projection)
        {
            ConvolutionForm form = one with { Stride = scope.Size(stride), Bias = settings.ProjectionBias ? BiasUse.With : BiasUse.Without };
            _projection = new ConvolutionNorm(scope["downsample"]["0"], scope["downsample"]["1"], inputs, outputs, form);
        }
        else
        {
            _subsampling = new PoolingSettings { Kernel = Extent.One, Stride = scope.Size(stride) };
            _zeroChannels = outputs - inputs;
        }
    }

    internal static int Expansion(ResNetBlock block) => block == ResNetBlock.Basic ? 1 : 4;

    internal Tensor Forward(Pass pass, Tensor x)
    {
        Tensor y = x;
        foreach (ConvolutionNorm layer in _path[..^1])
        {
            Tensor next = layer.Forward(pass, y);
            FreeInner(pass, y, x);
            y = next;
        }

        Tensor shortcut = Shorten(pass, x);
        Tensor result = _excitation is null ? _path[^1].ForwardOnto(pass, y, shortcut) : Excited(pass, _excitation, y, shortcut);
        FreeInner(pass, y, x);
        FreeInner(pass, shortcut, x);
        return result;
    }

    private Tensor Excited(Pass pass, SqueezeExcitation excitation, Tensor y, Tensor shortcut)
    {
        Tensor last = _path[^1].Forward(pass, y);
        Tensor weighed = excitation.Forward(pass, last);
        pass.Free(last);
        Tensor sum = pass.Tape.Add(weighed, shortcut);
        pass.Free(weighed);
        Tensor activated = pass.Tape.Relu(sum);
        pass.Free(sum);
        return activated;
    }

    private static void FreeInner(Pass pass, Tensor tensor, Tensor input)
    {
        if (tensor != input)
        {
            pass.Free(tensor);
        }
    }

    private Tensor Shorten(Pass pass, Tensor x)
    {
        if (_projection is not null)
        {
            return _projection.Forward(pass, x);
        }

        if (_subsampling is null)
        {
            return x;
        }

        Tensor fewer = pass.Tape.AveragePool(x, _subsampling);
        if (_zeroChannels == 0)
        {
            return fewer;
        }

        int[] none = new int[x.Shape.Rank];
        int[] after = new int[x.Shape.Rank];
        after[1] = _zeroChannels;
        Tensor padded = pass.Tape.Pad(fewer, new PaddingSettings(none, after));
        pass.Free(fewer);
        return padded;
    }
}
