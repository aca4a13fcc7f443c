using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>A convolution, batch normalization and an activation: the brick of most networks.</summary>
internal sealed class ConvolutionNorm
{
    private readonly ConvolutionLayer _convolution;
    private readonly BatchNormLayer _norm;
    private readonly Activation _activation;

    internal ConvolutionNorm(LayerScope convolution, LayerScope norm, int inputs, int outputs, ConvolutionForm form, Activation activation = default, double epsilon = 1e-5)
    {
        _convolution = new ConvolutionLayer(convolution, inputs, outputs, form);
        _norm = new BatchNormLayer(norm, outputs, activation, epsilon: epsilon);
        _activation = activation;
    }

    internal Tensor Forward(Pass pass, Tensor x)
    {
        if (pass.Folded is { } folded)
        {
            (Tensor weight, Tensor bias) = folded.Of(this);
            return _convolution.Fused(pass, x, weight, bias, null, _activation);
        }

        Tensor convolved = _convolution.Forward(pass, x);
        Tensor y = _norm.Forward(pass, convolved);
        pass.Free(convolved);
        return y;
    }

    /// <summary>ReLU of the result and a residual; for a brick without an activation of its own.</summary>
    internal Tensor ForwardOnto(Pass pass, Tensor x, Tensor residual)
    {
        if (pass.Folded is { } folded)
        {
            (Tensor weight, Tensor bias) = folded.Of(this);
            return _convolution.Fused(pass, x, weight, bias, residual, Activation.Relu);
        }

        Tensor y = Forward(pass, x);
        Tensor sum = pass.Tape.Add(y, residual);
        pass.Free(y);
        Tensor activated = pass.Tape.Relu(sum);
        pass.Free(sum);
        return activated;
    }

    /// <summary>Weight and bias with the norm folded in.</summary>
    internal (Tensor Weight, Tensor Bias) Fold()
    {
        (float[] weight, float[]? bias) = _convolution.Numbers();
        (double[] scale, double[] shift) = _norm.ScaleAndShift();
        int perOutput = weight.Length / scale.Length;
        float[] folded = new float[scale.Length];
        for (int output = 0; output < scale.Length; output++)
        {
            folded[output] = (float)(shift[output] + ((bias?[output] ?? 0) * scale[output]));
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++)
            {
                weight[i] = (float)(weight[i] * scale[output]);
            }
        }

        return _convolution.Tensors(weight, folded);
    }
}
