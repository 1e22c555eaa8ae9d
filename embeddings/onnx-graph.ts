/** A thin hand for writing ONNX graphs with `onnx-proto`: tensors and nodes in, bytes out. */
import onnxProto from "onnx-proto";

const { onnx } = onnxProto;

/** IR version 8 belongs to ONNX 1.10 to 1.12, opset 17 to ONNX 1.12: the first with LayerNormalization. */
const IR_VERSION = 8;
const OPSET = 17;
/** Operators that only ONNX Runtime has: its contrib operators. */
export const CONTRIB_DOMAIN = "com.microsoft";

const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

export interface NodeOptions {
  readonly domain?: typeof CONTRIB_DOMAIN;
  readonly ints?: Readonly<Record<string, number>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly intLists?: Readonly<Record<string, readonly number[]>>;
  /** Names of the outputs; the default is one output with a name of its own. */
  readonly outputs?: readonly string[];
}

type TensorData = Float32Array | Uint16Array | BigInt64Array | Int32Array | Int8Array | Uint8Array;

/** Collects the nodes and constant tensors of one graph. Values are known by their names. */
export class OnnxGraph {
  readonly #nodes: onnxProto.onnx.INodeProto[] = [];
  readonly #tensors: onnxProto.onnx.ITensorProto[] = [];

  /**
   * Adds a constant. The type follows the array; a `Uint16Array` holds fp16 bit patterns.
   *
   * @param dims its shape; `[]` is a scalar.
   * @returns `name`.
   */
  constant(name: string, dims: readonly number[], data: TensorData): string {
    this.#tensors.push({
      name,
      dims: [...dims],
      dataType: dataTypeOf(data),
      rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    });
    return name;
  }

  /** Adds a node and gives the name of its first output. An empty input name leaves that input out. */
  node(opType: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const name = `${opType}_${this.#nodes.length}`;
    const outputs = options.outputs ?? [name];
    this.#nodes.push({
      name,
      opType,
      domain: options.domain ?? "",
      input: [...inputs],
      output: [...outputs],
      attribute: attributesOf(options),
    });
    return outputs[0] ?? name;
  }

  /** @param dims sizes, or names for sizes that vary from call to call. */
  encode(
    inputs: readonly { name: string; dims: readonly (number | string)[] }[],
    outputs: readonly { name: string; dims: readonly (number | string)[] }[],
  ): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: IR_VERSION,
      producerName: "on-record",
      opsetImport: [
        { domain: "", version: OPSET },
        { domain: CONTRIB_DOMAIN, version: 1 },
      ],
      graph: {
        name: "encoder",
        node: this.#nodes,
        initializer: this.#tensors,
        input: inputs.map(({ name, dims }) => valueInfo(name, DataType.INT64, dims)),
        output: outputs.map(({ name, dims }) => valueInfo(name, DataType.FLOAT, dims)),
      },
    }).finish();
  }
}

function valueInfo(name: string, elemType: number, dims: readonly (number | string)[]) {
  const dim = dims.map((size) =>
    typeof size === "number" ? { dimValue: size } : { dimParam: size },
  );
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

function attributesOf({ ints = {}, floats = {}, intLists = {} }: NodeOptions) {
  return [
    ...Object.entries(ints).map(([name, i]) => ({ name, i, type: AttributeType.INT })),
    ...Object.entries(floats).map(([name, f]) => ({ name, f, type: AttributeType.FLOAT })),
    ...Object.entries(intLists).map(([name, list]) => ({
      name,
      ints: [...list],
      type: AttributeType.INTS,
    })),
  ];
}

function dataTypeOf(data: TensorData): number {
  if (data instanceof Float32Array) return DataType.FLOAT;
  if (data instanceof Uint16Array) return DataType.FLOAT16;
  if (data instanceof BigInt64Array) return DataType.INT64;
  if (data instanceof Int32Array) return DataType.INT32;
  if (data instanceof Int8Array) return DataType.INT8;
  return DataType.UINT8;
}
