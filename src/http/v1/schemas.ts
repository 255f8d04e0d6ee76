import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify/types/schema.js'
import type { z } from 'zod'
import { estimateRequestSchema } from '../../estimates/request.ts'
import { documentNaming, faultsOf, nowhereElse } from '../faults.ts'
import { invalidRequest } from '../problem.ts'
import { shapeOf } from '../shape.ts'
import type { QuestionReader } from './question.ts'

/** Validates what routes declare: a question by the one reader of questions, path parameters by their schema. */
export function compileValidator (reader: QuestionReader): FastifySchemaCompiler<z.ZodType> {
  return ({ schema }) => {
    if (schema === estimateRequestSchema) {
      return (text: unknown) => {
        // Thrown from here, an error would be taken for one of the body parser, which closes the connection.
        try {
          return { value: reader.fromText(typeof text === 'string' ? text : '') }
        } catch (error) {
          return { error: error as Error }
        }
      }
    }
    const root = shapeOf(schema)
    return (input: unknown) => {
      const result = schema.safeParse(input)
      if (result.success) return { value: result.data }
      return { error: invalidRequest(faultsOf(result.error.issues, [], { root, input, naming: documentNaming, elsewhere: nowhereElse })) }
    }
  }
}

/** Answers are written as they are: tests hold them against their schemas, callers do not wait for it. */
export const compileSerializer: FastifySerializerCompiler<z.ZodType> = () => answer => JSON.stringify(answer)
